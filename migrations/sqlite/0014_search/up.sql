-- What records are found by. Exact and prefix search is one index range a shelf; infix search runs over a
-- dictionary of the distinct terms, which is several times smaller than the uses.
CREATE TABLE search_terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    folded TEXT NOT NULL UNIQUE
);
CREATE TABLE search_uses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL REFERENCES records (id),
    shelf TEXT NOT NULL,
    folded TEXT NOT NULL,
    field TEXT NOT NULL,
    shown TEXT NOT NULL,
    openness SMALLINT NOT NULL,
    created_by INTEGER
);
CREATE INDEX search_uses_folded ON search_uses (shelf, folded, record_id);
CREATE INDEX search_uses_record ON search_uses (record_id);
CREATE VIRTUAL TABLE search_trigrams USING fts5 (folded, content = 'search_terms', content_rowid = 'id', tokenize = 'trigram', detail = 'full');
CREATE TRIGGER search_terms_insert AFTER INSERT ON search_terms BEGIN
    INSERT INTO search_trigrams (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER search_terms_delete AFTER DELETE ON search_terms BEGIN
    INSERT INTO search_trigrams (search_trigrams, rowid, folded) VALUES ('delete', old.id, old.folded);
END;
