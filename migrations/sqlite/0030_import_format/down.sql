-- What is to be imported as entities cannot be imported without them: it ends, and is told of as what came last in it.
UPDATE jobs SET state = 'failed' WHERE state IN ('waiting', 'running') AND import_id IN (SELECT id FROM imports WHERE format = 'ftm');
UPDATE imports SET stage = 'failed' WHERE format = 'ftm' AND stage IN ('checking', 'checked', 'writing');
UPDATE imports SET shelf = 'transfers' WHERE format = 'ftm';
ALTER TABLE imports DROP COLUMN format;
