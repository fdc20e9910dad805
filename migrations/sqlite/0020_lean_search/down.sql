DROP INDEX components_part;
CREATE INDEX components_part ON components (part_id, id);
CREATE TABLE search_uses_full (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL REFERENCES records (id),
    shelf TEXT NOT NULL,
    folded TEXT NOT NULL,
    field TEXT NOT NULL,
    shown TEXT NOT NULL,
    openness SMALLINT NOT NULL,
    created_by INTEGER
);
INSERT INTO search_uses_full (record_id, shelf, folded, field, shown, openness, created_by)
SELECT record_id, shelf, folded, field, shown, openness, created_by FROM search_uses ORDER BY record_id;
DROP TABLE search_uses;
ALTER TABLE search_uses_full RENAME TO search_uses;
CREATE INDEX search_uses_folded ON search_uses (shelf, folded, record_id);
CREATE INDEX search_uses_record ON search_uses (record_id);
