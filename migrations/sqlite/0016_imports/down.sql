DROP TABLE jobs;
DROP TABLE import_records;
DROP TABLE imports;
-- Imported files: each is one act, resumable by looking at what it became.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    dry_run BOOLEAN NOT NULL,
    create_missing BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused', 'failed')),
    rows_total INTEGER NOT NULL,
    rows_done INTEGER NOT NULL,
    rows_new INTEGER NOT NULL,
    rows_same INTEGER NOT NULL,
    rows_wrong INTEGER NOT NULL,
    report TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
-- Work that waits for a worker.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    attempts INTEGER NOT NULL,
    run_at TIMESTAMP NOT NULL,
    claimed_at TIMESTAMP,
    error TEXT NOT NULL
);
CREATE INDEX jobs_waiting ON jobs (state, run_at);
