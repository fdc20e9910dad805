CREATE TABLE weapons (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    description TEXT NOT NULL
);
CREATE INDEX weapons_folded ON weapons (folded);
-- What each naming authority calls the weapon.
CREATE TABLE weapon_aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    weapon_id INTEGER NOT NULL REFERENCES weapons (id),
    position INTEGER NOT NULL,
    authority TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX weapon_aliases_weapon ON weapon_aliases (weapon_id);
CREATE INDEX weapon_aliases_folded ON weapon_aliases (folded);
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    date TEXT,
    date_from DATE,
    date_to DATE,
    place TEXT NOT NULL,
    country TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    precision TEXT NOT NULL,
    released_precision TEXT NOT NULL,
    summary TEXT NOT NULL,
    session TEXT NOT NULL
);
CREATE INDEX incidents_date ON incidents (date_from);
