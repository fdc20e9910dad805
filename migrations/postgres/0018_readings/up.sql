-- What people decided about the readings of a mark. `transcription` is what the mark said when they did.
CREATE TABLE readings (
    id BIGINT PRIMARY KEY REFERENCES records (id),
    marking_id BIGINT NOT NULL REFERENCES markings (id),
    verdict TEXT NOT NULL,
    rule TEXT NOT NULL,
    rule_version INTEGER,
    token TEXT NOT NULL,
    date TEXT,
    date_from DATE,
    date_to DATE,
    stage TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    transcription TEXT NOT NULL
);
CREATE INDEX readings_marking ON readings (marking_id);
