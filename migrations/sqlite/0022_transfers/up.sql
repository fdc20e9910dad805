-- Who let go of what to whom, when and by which way, as one document or statement tells it. There may be ten million, so the
-- rows are lean. `from_name` and `from_country` are what the document says, `from_id` the organization that a person, or a
-- rule that leaves no choice, took it for. `earliest` and `latest` are the days that hold all its dates, empty where open.
-- `counted` is the openness at which `flows` counts it, -1 while it does not.
CREATE TABLE transfers (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    kind TEXT NOT NULL,
    from_id INTEGER REFERENCES organizations (id),
    from_name TEXT NOT NULL,
    from_country TEXT NOT NULL,
    to_id INTEGER REFERENCES organizations (id),
    to_name TEXT NOT NULL,
    to_country TEXT NOT NULL,
    contract TEXT,
    dispatch TEXT,
    border TEXT,
    arrival TEXT,
    earliest DATE,
    latest DATE,
    origin_country TEXT NOT NULL,
    dispatch_country TEXT NOT NULL,
    transit_countries TEXT NOT NULL,
    destination_country TEXT NOT NULL,
    route TEXT NOT NULL,
    vessel TEXT NOT NULL,
    vessel_imo TEXT NOT NULL,
    voyage TEXT NOT NULL,
    document TEXT NOT NULL,
    goods TEXT NOT NULL,
    source_id INTEGER REFERENCES sources (id),
    locator TEXT NOT NULL,
    reliability TEXT NOT NULL,
    credibility TEXT NOT NULL,
    exchange_for INTEGER REFERENCES transfers (id),
    exchange_note TEXT NOT NULL,
    note TEXT NOT NULL,
    counted SMALLINT NOT NULL
);
CREATE INDEX transfers_from ON transfers (from_id, earliest);
CREATE INDEX transfers_to ON transfers (to_id, earliest);
CREATE INDEX transfers_source ON transfers (source_id);
CREATE INDEX transfers_exchange ON transfers (exchange_for) WHERE exchange_for IS NOT NULL;
-- What was handed over, a line each.
CREATE TABLE transfer_goods (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    transfer_id INTEGER NOT NULL REFERENCES transfers (id),
    position INTEGER NOT NULL,
    part_number TEXT NOT NULL,
    part_folded TEXT NOT NULL,
    part_id INTEGER REFERENCES parts (id),
    maker TEXT NOT NULL,
    family TEXT NOT NULL,
    family_folded TEXT NOT NULL,
    lot TEXT NOT NULL,
    lot_folded TEXT NOT NULL,
    date_code TEXT NOT NULL,
    serial_from TEXT NOT NULL,
    serial_to TEXT NOT NULL,
    hs6 TEXT NOT NULL,
    hs_edition TEXT NOT NULL,
    description TEXT NOT NULL,
    quantity TEXT NOT NULL,
    value TEXT NOT NULL,
    currency TEXT NOT NULL
);
CREATE INDEX transfer_goods_transfer ON transfer_goods (transfer_id);
CREATE INDEX transfer_goods_part ON transfer_goods (part_folded, transfer_id) WHERE part_folded <> '';
CREATE INDEX transfer_goods_lot ON transfer_goods (lot_folded) WHERE lot_folded <> '';
CREATE INDEX transfer_goods_serial ON transfer_goods (serial_from) WHERE serial_from <> '';
CREATE INDEX transfer_goods_family ON transfer_goods (family_folded) WHERE family_folded <> '';
CREATE INDEX transfer_goods_hs6 ON transfer_goods (hs6) WHERE hs6 <> '';
CREATE INDEX transfer_goods_linked ON transfer_goods (part_id) WHERE part_id IS NOT NULL;
-- Whom the papers name beside the two ends, each with the role they give it.
CREATE TABLE transfer_parties (
    transfer_id INTEGER NOT NULL REFERENCES transfers (id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    organization_id INTEGER REFERENCES organizations (id),
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (transfer_id, position)
) WITHOUT ROWID;
CREATE INDEX transfer_parties_organization ON transfer_parties (organization_id) WHERE organization_id IS NOT NULL;
-- How many transfers lead from one organization to another, one row for each openness, kept by whatever writes a transfer: what
-- the page of an organization and the neighbourhood of a party are read from.
CREATE TABLE flows (
    from_id INTEGER NOT NULL REFERENCES organizations (id),
    to_id INTEGER NOT NULL REFERENCES organizations (id),
    openness SMALLINT NOT NULL,
    count INTEGER NOT NULL,
    first DATE,
    last DATE,
    PRIMARY KEY (from_id, to_id, openness)
) WITHOUT ROWID;
CREATE INDEX flows_to ON flows (to_id, from_id);
-- What the rows of an imported file become.
ALTER TABLE imports ADD COLUMN shelf TEXT NOT NULL DEFAULT 'components';
