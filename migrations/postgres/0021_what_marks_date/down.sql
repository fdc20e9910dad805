ALTER TABLE components DROP COLUMN dates;
