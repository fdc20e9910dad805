-- Whether somebody says the part number that a row of goods is found by. 0: the record says it, or nobody does. 1: it was read
-- from the words of the transfer and stands beside this line. 2: the row is no line of the record, it holds such a number only.
ALTER TABLE transfer_goods ADD COLUMN from_text SMALLINT NOT NULL DEFAULT 0;
-- Walks over the words of all transfers, one for each edition of what reads them; `last` is the newest transfer there was when
-- one began, those behind it were read as they were written.
CREATE TABLE goods_walks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    edition TEXT NOT NULL,
    reached BIGINT NOT NULL,
    last BIGINT NOT NULL,
    found BIGINT NOT NULL,
    began_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
-- Organizations to be compared with all others: new ones and those whose names, countries or numbers changed. One may stand here
-- several times.
CREATE TABLE parties_to_compare (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id BIGINT NOT NULL
);
INSERT INTO parties_to_compare (organization_id) SELECT id FROM organizations ORDER BY id;
-- Two organizations that may be one, the older first, with the score in thousandths and the reasons as keys, for a person to
-- decide. What was decided stays, so that it is not asked again.
CREATE TABLE party_pairs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    one_id INTEGER NOT NULL REFERENCES organizations (id),
    other_id INTEGER NOT NULL REFERENCES organizations (id),
    score INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'same', 'different')),
    found_at TIMESTAMP NOT NULL,
    decided_by INTEGER REFERENCES accounts (id),
    decided_at TIMESTAMP,
    reason TEXT NOT NULL,
    UNIQUE (one_id, other_id)
);
CREATE INDEX party_pairs_state ON party_pairs (state, score, id);
CREATE INDEX party_pairs_other ON party_pairs (other_id);
