CREATE TABLE claims (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    about_id INTEGER NOT NULL REFERENCES records (id),
    statement TEXT NOT NULL,
    measure TEXT NOT NULL,
    quantity TEXT NOT NULL,
    out_of TEXT NOT NULL,
    basis TEXT NOT NULL,
    period TEXT,
    period_from DATE,
    period_to DATE,
    said TEXT,
    said_from DATE,
    said_to DATE,
    said_by TEXT NOT NULL,
    status TEXT NOT NULL,
    source_id INTEGER REFERENCES sources (id),
    locator TEXT NOT NULL,
    grade TEXT NOT NULL,
    underlying TEXT NOT NULL
);
CREATE INDEX claims_about ON claims (about_id);
CREATE INDEX claims_source ON claims (source_id);
-- Who denies, disputes or confirms it, or gave no reply.
CREATE TABLE claim_positions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    claim_id INTEGER NOT NULL REFERENCES claims (id),
    position INTEGER NOT NULL,
    who TEXT NOT NULL,
    stance TEXT NOT NULL,
    date TEXT,
    date_from DATE,
    date_to DATE,
    source_id INTEGER REFERENCES sources (id)
);
CREATE INDEX claim_positions_claim ON claim_positions (claim_id);
