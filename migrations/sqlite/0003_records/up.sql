-- The head of every catalogue record, whatever its shelf. `openness` is what `state` and `release`
-- make together, kept so that one comparison decides who sees the record. `title` and `sort` repeat what
-- the shelf's row says, so that any record can be named and listed without knowing its shelf.
CREATE TABLE records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shelf TEXT NOT NULL,
    ref TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    sort TEXT NOT NULL,
    version INTEGER NOT NULL,
    release TEXT NOT NULL CHECK (release IN ('sealed', 'partner', 'officer', 'public')),
    field_releases TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'accepted', 'withdrawn')),
    openness SMALLINT NOT NULL,
    created_by INTEGER REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    merged_into INTEGER REFERENCES records (id),
    record_id TEXT,
    UNIQUE (shelf, record_id)
);
CREATE INDEX records_list ON records (shelf, openness, sort, id);
CREATE INDEX records_author ON records (created_by, shelf, sort, id);
CREATE INDEX records_merged ON records (merged_into);
