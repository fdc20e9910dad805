CREATE TABLE parts (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    number TEXT NOT NULL,
    folded TEXT NOT NULL,
    maker_id INTEGER REFERENCES organizations (id),
    family TEXT NOT NULL,
    description TEXT NOT NULL,
    hs6 TEXT NOT NULL,
    hs_edition TEXT NOT NULL,
    eccn TEXT NOT NULL,
    dual_use TEXT NOT NULL,
    introduced TEXT,
    introduced_from DATE,
    introduced_to DATE,
    last_made TEXT,
    last_made_from DATE,
    last_made_to DATE,
    note TEXT NOT NULL
);
CREATE INDEX parts_folded ON parts (folded, id);
CREATE INDEX parts_maker ON parts (maker_id);
-- Older and alternative numbers of the same part.
CREATE TABLE part_numbers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    part_id INTEGER NOT NULL REFERENCES parts (id),
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX part_numbers_part ON part_numbers (part_id);
CREATE INDEX part_numbers_folded ON part_numbers (folded);
