DROP INDEX components_parent;
CREATE INDEX components_parent ON components (parent_id);
DROP INDEX markings_photo;
CREATE INDEX markings_photo ON markings (photo_id);
DROP INDEX records_merged;
CREATE INDEX records_merged ON records (merged_into);
DROP INDEX records_author;
CREATE INDEX records_author ON records (created_by, shelf, sort, id);
