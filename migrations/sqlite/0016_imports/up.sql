-- Imported files. Nothing has used the first shape of these tables, so they are made anew.
DROP TABLE jobs;
DROP TABLE imports;
-- Each is one act: its rows are written together or not at all. `report` is what its page shows, `problems` every cell
-- that is wrong.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    create_missing BOOLEAN NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('checking', 'checked', 'refused', 'writing', 'done', 'failed', 'cancelled')),
    rows_total INTEGER NOT NULL,
    rows_new INTEGER NOT NULL,
    rows_changed INTEGER NOT NULL,
    rows_same INTEGER NOT NULL,
    rows_wrong INTEGER NOT NULL,
    report TEXT NOT NULL,
    problems TEXT NOT NULL,
    submission_id INTEGER REFERENCES submissions (id),
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX imports_account ON imports (account_id, id);
-- What an import made or changed, for handing it in as a whole.
CREATE TABLE import_records (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    record_id INTEGER NOT NULL REFERENCES records (id),
    PRIMARY KEY (import_id, record_id)
) WITHOUT ROWID;
CREATE INDEX import_records_record ON import_records (record_id);
-- Work that waits for a worker. Whoever has claimed a job says every few seconds that it is still alive (`beat_at`); a job
-- that has fallen silent is taken over.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('check', 'write')),
    import_id INTEGER NOT NULL REFERENCES imports (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL,
    worker TEXT NOT NULL,
    stop BOOLEAN NOT NULL,
    rows_done INTEGER NOT NULL,
    rows_total INTEGER NOT NULL,
    run_at TIMESTAMP NOT NULL,
    beat_at TIMESTAMP,
    ended_at TIMESTAMP
);
CREATE INDEX jobs_state ON jobs (state, run_at);
CREATE INDEX jobs_import ON jobs (import_id, id);
