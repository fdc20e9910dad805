-- What moves by the million is written many rows at a time, each with the rows it names in the same transaction; asking for every
-- one of them whether its organization and its record exist was a third of the work of an import. `sherd verify` asks instead.
ALTER TABLE transfers DROP CONSTRAINT transfers_id_fkey;
ALTER TABLE transfers DROP CONSTRAINT transfers_from_id_fkey;
ALTER TABLE transfers DROP CONSTRAINT transfers_to_id_fkey;
ALTER TABLE transfers DROP CONSTRAINT transfers_source_id_fkey;
ALTER TABLE transfer_goods DROP CONSTRAINT transfer_goods_transfer_id_fkey;
ALTER TABLE flows DROP CONSTRAINT flows_from_id_fkey;
ALTER TABLE flows DROP CONSTRAINT flows_to_id_fkey;
DROP INDEX transfer_goods_lot;
CREATE INDEX transfer_goods_lot ON transfer_goods (lot_folded, transfer_id) WHERE lot_folded <> '';
-- Indexes that a very large import took away, to be made again when it ends, or by whoever finds that it no longer goes on.
CREATE TABLE owed_indexes (
    name TEXT PRIMARY KEY,
    statement TEXT NOT NULL,
    touched_at TIMESTAMP NOT NULL
);
-- Record numbers of transfers that a very large import wrote and `flows` does not count yet.
CREATE TABLE owed_flows (
    first_id BIGINT PRIMARY KEY,
    last_id BIGINT NOT NULL
);
-- Part numbers and lots of goods are found through the goods themselves.
DELETE FROM search_uses WHERE shelf = 'transfers' AND field = 'lines'
    AND record_id IN (SELECT id FROM records WHERE shelf = 'transfers' AND field_releases = '');
-- How much of an import is in the catalogue for good, when it is written in several transactions: whoever takes it up again goes
-- on from there.
ALTER TABLE jobs ADD COLUMN kept_rows BIGINT NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN kept_new BIGINT NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN kept_changed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN kept_same BIGINT NOT NULL DEFAULT 0;
