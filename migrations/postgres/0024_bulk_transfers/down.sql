ALTER TABLE jobs DROP COLUMN kept_same;
ALTER TABLE jobs DROP COLUMN kept_changed;
ALTER TABLE jobs DROP COLUMN kept_new;
ALTER TABLE jobs DROP COLUMN kept_rows;
DROP TABLE owed_flows;
DROP TABLE owed_indexes;
ALTER TABLE transfers ADD CONSTRAINT transfers_id_fkey FOREIGN KEY (id) REFERENCES records (id);
ALTER TABLE transfers ADD CONSTRAINT transfers_from_id_fkey FOREIGN KEY (from_id) REFERENCES organizations (id);
ALTER TABLE transfers ADD CONSTRAINT transfers_to_id_fkey FOREIGN KEY (to_id) REFERENCES organizations (id);
ALTER TABLE transfers ADD CONSTRAINT transfers_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources (id);
ALTER TABLE transfer_goods ADD CONSTRAINT transfer_goods_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES transfers (id);
ALTER TABLE flows ADD CONSTRAINT flows_from_id_fkey FOREIGN KEY (from_id) REFERENCES organizations (id);
ALTER TABLE flows ADD CONSTRAINT flows_to_id_fkey FOREIGN KEY (to_id) REFERENCES organizations (id);
DROP INDEX transfer_goods_lot;
CREATE INDEX transfer_goods_lot ON transfer_goods (lot_folded) WHERE lot_folded <> '';
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
