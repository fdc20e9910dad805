CREATE TABLE markings (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    component_id INTEGER NOT NULL REFERENCES components (id),
    photo_id INTEGER REFERENCES photos (id),
    x INTEGER,
    y INTEGER,
    w INTEGER,
    h INTEGER,
    kind TEXT NOT NULL,
    technique TEXT NOT NULL,
    script TEXT NOT NULL,
    transcription TEXT NOT NULL,
    folded TEXT NOT NULL,
    documented TEXT,
    documented_from DATE,
    documented_to DATE,
    session TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX markings_component ON markings (component_id);
CREATE INDEX markings_photo ON markings (photo_id);
-- What other people, or the same person, could also read.
CREATE TABLE marking_alternatives (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    marking_id INTEGER NOT NULL REFERENCES markings (id),
    position INTEGER NOT NULL,
    transcription TEXT NOT NULL
);
CREATE INDEX marking_alternatives_marking ON marking_alternatives (marking_id);
