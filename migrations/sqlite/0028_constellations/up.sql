-- What marks have left: a lot, a date code or a serial number, within the part (or the maker and the name) it stands on. Written
-- by the worker that reads marks, taken away at once by whoever closes what it rests on. `openness` is that of everything it was
-- taken from.
CREATE TABLE mark_imprints (
    kind SMALLINT NOT NULL,
    scope TEXT NOT NULL,
    value TEXT NOT NULL,
    marking_id INTEGER NOT NULL,
    component_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    openness SMALLINT NOT NULL,
    PRIMARY KEY (scope, kind, value, marking_id)
) WITHOUT ROWID;
CREATE INDEX mark_imprints_marking ON mark_imprints (marking_id);
CREATE INDEX mark_imprints_component ON mark_imprints (component_id);
CREATE INDEX mark_imprints_value ON mark_imprints (kind, value);
-- Scopes in which something has changed.
CREATE TABLE imprints_to_count (
    scope TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
-- What several units share, as each level of readers may know: counted by the worker. `surprise` grows with how unlikely it is by
-- accident.
CREATE TABLE constellations (
    key TEXT NOT NULL,
    level SMALLINT NOT NULL,
    kind SMALLINT NOT NULL,
    scope TEXT NOT NULL,
    first_value TEXT NOT NULL,
    last_value TEXT NOT NULL,
    units INTEGER NOT NULL,
    seen_units INTEGER NOT NULL,
    seen_values BIGINT NOT NULL,
    capped BOOLEAN NOT NULL,
    surprise INTEGER NOT NULL,
    part_id INTEGER,
    component_id INTEGER NOT NULL,
    PRIMARY KEY (key, level)
) WITHOUT ROWID;
CREATE INDEX constellations_order ON constellations (level, surprise, key);
CREATE INDEX constellations_kind ON constellations (level, kind, surprise, key);
CREATE INDEX constellations_part ON constellations (part_id, level, surprise, key) WHERE part_id IS NOT NULL;
CREATE INDEX constellations_scope ON constellations (scope, kind, level);
