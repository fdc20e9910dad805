CREATE TABLE photos (
    id BIGINT PRIMARY KEY REFERENCES records (id),
    unit_id BIGINT REFERENCES units (id),
    component_id BIGINT REFERENCES components (id),
    sha256 TEXT NOT NULL,
    sha1 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    role TEXT NOT NULL,
    caption TEXT NOT NULL,
    alt TEXT NOT NULL,
    credit TEXT NOT NULL,
    pixels_per_mm DOUBLE PRECISION,
    illustration BOOLEAN NOT NULL,
    redactions TEXT NOT NULL,
    dhash BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    taken TEXT NOT NULL,
    device TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    session TEXT NOT NULL
);
CREATE INDEX photos_unit ON photos (unit_id);
CREATE INDEX photos_component ON photos (component_id);
CREATE INDEX photos_sha256 ON photos (sha256);
