ALTER TABLE imports DROP COLUMN mapping;
DROP TABLE provider_files;
DROP TABLE mappings;
