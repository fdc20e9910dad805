ALTER TABLE jobs DROP COLUMN kept_same;
ALTER TABLE jobs DROP COLUMN kept_changed;
ALTER TABLE jobs DROP COLUMN kept_new;
ALTER TABLE jobs DROP COLUMN kept_rows;
DROP TABLE owed_flows;
DROP TABLE owed_indexes;
CREATE TABLE transfers_new (
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
INSERT INTO transfers_new (id, kind, from_id, from_name, from_country, to_id, to_name, to_country, contract, dispatch, border, arrival, earliest, latest, origin_country, dispatch_country, transit_countries, destination_country, route, vessel, vessel_imo, voyage, document, goods, source_id, locator, reliability, credibility, exchange_for, exchange_note, note, counted)
SELECT id, kind, from_id, from_name, from_country, to_id, to_name, to_country, contract, dispatch, border, arrival, earliest, latest, origin_country, dispatch_country, transit_countries, destination_country, route, vessel, vessel_imo, voyage, document, goods, source_id, locator, reliability, credibility, exchange_for, exchange_note, note, counted FROM transfers;
DROP TABLE transfers;
ALTER TABLE transfers_new RENAME TO transfers;
CREATE INDEX transfers_from ON transfers (from_id, earliest);
CREATE INDEX transfers_to ON transfers (to_id, earliest);
CREATE INDEX transfers_source ON transfers (source_id);
CREATE INDEX transfers_exchange ON transfers (exchange_for) WHERE exchange_for IS NOT NULL;
CREATE TABLE transfer_goods_new (
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
INSERT INTO transfer_goods_new (id, transfer_id, position, part_number, part_folded, part_id, maker, family, family_folded, lot, lot_folded, date_code, serial_from, serial_to, hs6, hs_edition, description, quantity, value, currency)
SELECT id, transfer_id, position, part_number, part_folded, part_id, maker, family, family_folded, lot, lot_folded, date_code, serial_from, serial_to, hs6, hs_edition, description, quantity, value, currency FROM transfer_goods;
DROP TABLE transfer_goods;
ALTER TABLE transfer_goods_new RENAME TO transfer_goods;
CREATE INDEX transfer_goods_transfer ON transfer_goods (transfer_id);
CREATE INDEX transfer_goods_part ON transfer_goods (part_folded, transfer_id) WHERE part_folded <> '';
CREATE INDEX transfer_goods_lot ON transfer_goods (lot_folded) WHERE lot_folded <> '';
CREATE INDEX transfer_goods_serial ON transfer_goods (serial_from) WHERE serial_from <> '';
CREATE INDEX transfer_goods_family ON transfer_goods (family_folded) WHERE family_folded <> '';
CREATE INDEX transfer_goods_hs6 ON transfer_goods (hs6) WHERE hs6 <> '';
CREATE INDEX transfer_goods_linked ON transfer_goods (part_id) WHERE part_id IS NOT NULL;
CREATE TABLE flows_new (
    from_id INTEGER NOT NULL REFERENCES organizations (id),
    to_id INTEGER NOT NULL REFERENCES organizations (id),
    openness SMALLINT NOT NULL,
    count INTEGER NOT NULL,
    first DATE,
    last DATE,
    PRIMARY KEY (from_id, to_id, openness)
) WITHOUT ROWID;
INSERT INTO flows_new (from_id, to_id, openness, count, first, last)
SELECT from_id, to_id, openness, count, first, last FROM flows;
DROP TABLE flows;
ALTER TABLE flows_new RENAME TO flows;
CREATE INDEX flows_to ON flows (to_id, from_id);
INSERT INTO search_uses (record_id, shelf, folded, field, shown, openness, created_by)
SELECT r.id, 'transfers', g.part_folded, 'lines', MIN(g.part_number), r.openness, r.created_by
FROM transfer_goods g JOIN records r ON r.id = g.transfer_id WHERE g.part_folded <> '' AND r.field_releases = ''
GROUP BY r.id, g.part_folded, r.openness, r.created_by
ON CONFLICT DO NOTHING;
INSERT INTO search_uses (record_id, shelf, folded, field, shown, openness, created_by)
SELECT r.id, 'transfers', g.lot_folded, 'lines', MIN(g.lot), r.openness, r.created_by
FROM transfer_goods g JOIN records r ON r.id = g.transfer_id WHERE g.lot_folded <> '' AND r.field_releases = ''
GROUP BY r.id, g.lot_folded, r.openness, r.created_by
ON CONFLICT DO NOTHING;
