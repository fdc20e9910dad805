DROP INDEX organizations_closed;
-- A large import that was interrupted may have put it off.
DROP INDEX IF EXISTS flows_to;
DELETE FROM owed_indexes WHERE name = 'flows_to';
CREATE INDEX flows_to ON flows (to_id, from_id);
ALTER TABLE flows DROP CONSTRAINT flows_pkey;
ALTER TABLE flows ADD PRIMARY KEY (from_id, to_id, openness);
