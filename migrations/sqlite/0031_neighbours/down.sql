DROP INDEX organizations_closed;
-- A large import that was interrupted may have put it off.
DROP INDEX IF EXISTS flows_to;
DELETE FROM owed_indexes WHERE name = 'flows_to';
CREATE INDEX flows_to ON flows (to_id, from_id);
