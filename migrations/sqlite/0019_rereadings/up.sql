-- What each mark was last read as: by which rulebook, from what, and the readings that were shown.
CREATE TABLE mark_readings (
    marking_id INTEGER PRIMARY KEY REFERENCES markings (id),
    rulebook TEXT NOT NULL,
    digest TEXT NOT NULL,
    shown TEXT NOT NULL
);
-- Which rules read which marks, so that the page of a rule finds them without reading anything.
CREATE TABLE mark_rules (
    rule TEXT NOT NULL,
    marking_id INTEGER NOT NULL,
    PRIMARY KEY (rule, marking_id)
) WITHOUT ROWID;
CREATE INDEX mark_rules_marking ON mark_rules (marking_id);
-- Marks to be read: written, imported, or on something that changed. One may stand here several times.
CREATE TABLE marks_to_read (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    marking_id INTEGER NOT NULL
);
-- Walks over all marks, one for each rulebook that came.
CREATE TABLE rereadings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rulebook TEXT NOT NULL,
    worker TEXT NOT NULL,
    reached BIGINT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    began_at TIMESTAMP NOT NULL,
    beat_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
-- Marks that another rulebook reads otherwise, for a reviewer to look at.
CREATE TABLE reading_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    marking_id INTEGER NOT NULL REFERENCES markings (id),
    shown_before TEXT NOT NULL,
    shown_after TEXT NOT NULL,
    decided BOOLEAN NOT NULL,
    noticed_at TIMESTAMP NOT NULL,
    seen_by INTEGER REFERENCES accounts (id),
    seen_at TIMESTAMP,
    note TEXT NOT NULL
);
CREATE INDEX reading_changes_open ON reading_changes (decided, id) WHERE seen_at IS NULL;
