-- How the file of an import is written: a table, or entities of FollowTheMoney. Entities become records of several shelves, so
-- that `shelf` is empty for them.
ALTER TABLE imports ADD COLUMN format TEXT NOT NULL DEFAULT 'table' CHECK (format IN ('table', 'ftm'));
