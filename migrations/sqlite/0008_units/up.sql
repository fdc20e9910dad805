CREATE TABLE units (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    name TEXT NOT NULL,
    weapon_id INTEGER REFERENCES weapons (id),
    incident_id INTEGER REFERENCES incidents (id),
    identification TEXT NOT NULL,
    count TEXT NOT NULL,
    recovered TEXT,
    recovered_from DATE,
    recovered_to DATE,
    used TEXT,
    used_from DATE,
    used_to DATE,
    note TEXT NOT NULL,
    session TEXT NOT NULL
);
CREATE INDEX units_weapon ON units (weapon_id, id);
CREATE INDEX units_incident ON units (incident_id, id);
-- Other weapon types the unit may be: "KN-23 or KN-24".
CREATE TABLE unit_alternatives (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES units (id),
    position INTEGER NOT NULL,
    weapon_id INTEGER NOT NULL REFERENCES weapons (id)
);
CREATE INDEX unit_alternatives_unit ON unit_alternatives (unit_id);
CREATE INDEX unit_alternatives_weapon ON unit_alternatives (weapon_id);
-- Made by, transferred by, launched by, launched from: each question with its own answer and basis.
CREATE TABLE unit_attributions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES units (id),
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    basis TEXT NOT NULL,
    grade TEXT NOT NULL,
    source_id INTEGER REFERENCES sources (id)
);
CREATE INDEX unit_attributions_unit ON unit_attributions (unit_id);
