-- What a record is found by, and which records an import made, is worked out from the records themselves and written together
-- with them: asking for each of these rows whether its record exists was a fifth of the work of an import.
ALTER TABLE search_uses DROP CONSTRAINT search_uses_record_id_fkey;
ALTER TABLE import_records DROP CONSTRAINT import_records_record_id_fkey;
