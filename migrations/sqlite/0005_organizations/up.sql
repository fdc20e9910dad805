CREATE TABLE organizations (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    roles TEXT NOT NULL,
    hq_country TEXT NOT NULL,
    incorporation_country TEXT NOT NULL,
    prefixes TEXT NOT NULL,
    marks TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX organizations_folded ON organizations (folded);
CREATE TABLE organization_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    position INTEGER NOT NULL,
    lang TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX organization_names_organization ON organization_names (organization_id);
CREATE INDEX organization_names_folded ON organization_names (folded);
CREATE TABLE organization_identifiers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    position INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX organization_identifiers_organization ON organization_identifiers (organization_id);
-- One organization became, or became part of, another, from a date on.
CREATE TABLE organization_successions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    position INTEGER NOT NULL,
    successor_id INTEGER NOT NULL REFERENCES organizations (id),
    since TEXT,
    since_from DATE,
    since_to DATE,
    note TEXT NOT NULL
);
CREATE INDEX organization_successions_organization ON organization_successions (organization_id);
CREATE INDEX organization_successions_successor ON organization_successions (successor_id);
