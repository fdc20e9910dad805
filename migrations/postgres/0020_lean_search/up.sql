-- What a record is found by needs no number of its own: a record has a term once.
DELETE FROM search_uses one USING search_uses other
WHERE one.record_id = other.record_id AND one.shelf = other.shelf AND one.folded = other.folded AND one.id > other.id;
ALTER TABLE search_uses DROP COLUMN id;
DROP INDEX search_uses_folded;
ALTER TABLE search_uses ADD PRIMARY KEY (shelf, folded, record_id);
-- In which units a part was found is asked for every part that a search finds; the index alone answers it.
DROP INDEX components_part;
CREATE INDEX components_part ON components (part_id, id) INCLUDE (unit_id);
