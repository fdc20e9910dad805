-- Records handed in together; a reviewer decides on all of them.
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    submitted_at TIMESTAMP NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned', 'withdrawn')),
    decided_by INTEGER REFERENCES accounts (id),
    decided_at TIMESTAMP,
    reason TEXT NOT NULL
);
CREATE INDEX submissions_state ON submissions (state, submitted_at, id);
CREATE INDEX submissions_account ON submissions (account_id, id);
CREATE TABLE submission_records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    submission_id INTEGER NOT NULL REFERENCES submissions (id),
    record_id INTEGER NOT NULL REFERENCES records (id)
);
CREATE INDEX submission_records_submission ON submission_records (submission_id);
CREATE INDEX submission_records_record ON submission_records (record_id);
-- Changes to accepted records that wait for a second person. `base` is the whole record as their author saw
-- it, so that what others change meanwhile can be told apart from what is proposed.
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    record_id INTEGER NOT NULL REFERENCES records (id),
    base_version INTEGER NOT NULL,
    base TEXT NOT NULL,
    fields TEXT NOT NULL,
    why TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    proposed_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned', 'withdrawn')),
    decided_by INTEGER REFERENCES accounts (id),
    decided_at TIMESTAMP,
    reason TEXT NOT NULL
);
CREATE INDEX proposals_state ON proposals (state, proposed_at, id);
CREATE INDEX proposals_account ON proposals (account_id, id);
CREATE INDEX proposals_record ON proposals (record_id);
