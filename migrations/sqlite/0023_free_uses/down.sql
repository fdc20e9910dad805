CREATE TABLE search_uses_new (
    record_id INTEGER NOT NULL REFERENCES records (id),
    shelf TEXT NOT NULL,
    folded TEXT NOT NULL,
    field TEXT NOT NULL,
    shown TEXT NOT NULL,
    openness SMALLINT NOT NULL,
    created_by INTEGER,
    PRIMARY KEY (shelf, folded, record_id)
) WITHOUT ROWID;
INSERT INTO search_uses_new (record_id, shelf, folded, field, shown, openness, created_by)
SELECT record_id, shelf, folded, field, shown, openness, created_by FROM search_uses ORDER BY shelf, folded, record_id;
DROP TABLE search_uses;
ALTER TABLE search_uses_new RENAME TO search_uses;
CREATE INDEX search_uses_record ON search_uses (record_id);
CREATE TABLE import_records_new (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    record_id INTEGER NOT NULL REFERENCES records (id),
    PRIMARY KEY (import_id, record_id)
) WITHOUT ROWID;
INSERT INTO import_records_new (import_id, record_id) SELECT import_id, record_id FROM import_records;
DROP TABLE import_records;
ALTER TABLE import_records_new RENAME TO import_records;
CREATE INDEX import_records_record ON import_records (record_id);
