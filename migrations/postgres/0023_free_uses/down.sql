ALTER TABLE search_uses ADD CONSTRAINT search_uses_record_id_fkey FOREIGN KEY (record_id) REFERENCES records (id);
ALTER TABLE import_records ADD CONSTRAINT import_records_record_id_fkey FOREIGN KEY (record_id) REFERENCES records (id);
