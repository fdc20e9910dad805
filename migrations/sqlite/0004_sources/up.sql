CREATE TABLE sources (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT,
    published_from DATE,
    published_to DATE,
    address TEXT NOT NULL,
    archived TEXT NOT NULL,
    language TEXT NOT NULL,
    reliability TEXT NOT NULL,
    underlying TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX sources_folded ON sources (folded);
-- Which sources a record rests on.
CREATE TABLE citations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL REFERENCES records (id),
    position INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    locator TEXT NOT NULL
);
CREATE INDEX citations_record ON citations (record_id);
CREATE INDEX citations_source ON citations (source_id);
