-- Who is beside an organization, and how many transfers lead there, without going to the rows: a walk of four steps meets thousands.
-- A large import that was interrupted may have put it off.
DROP INDEX IF EXISTS flows_to;
DELETE FROM owed_indexes WHERE name = 'flows_to';
CREATE INDEX flows_to ON flows (to_id, from_id, openness, count);
-- The organizations that not everybody may see, so that a walk asks about these few and not for the heads of all it met.
CREATE INDEX organizations_closed ON records (id, openness, created_by) WHERE shelf = 'organizations' AND openness < 3;
