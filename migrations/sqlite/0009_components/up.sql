CREATE TABLE components (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    parent_id INTEGER REFERENCES components (id),
    name TEXT NOT NULL,
    position TEXT NOT NULL,
    quantity TEXT NOT NULL,
    part_id INTEGER REFERENCES parts (id),
    maker_id INTEGER REFERENCES organizations (id),
    brand TEXT NOT NULL,
    brand_id INTEGER REFERENCES organizations (id),
    origin TEXT NOT NULL,
    domestic TEXT NOT NULL,
    condition TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX components_unit ON components (unit_id, id);
CREATE INDEX components_parent ON components (parent_id);
CREATE INDEX components_part ON components (part_id, id);
CREATE INDEX components_maker ON components (maker_id, id);
CREATE INDEX components_brand ON components (brand_id, id);
