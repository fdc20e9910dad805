-- Most rows have nothing in these columns: an index of only those that do is smaller, and costs nothing to all the others.
DROP INDEX records_author;
CREATE INDEX records_author ON records (created_by, shelf, sort, id) WHERE created_by IS NOT NULL;
DROP INDEX records_merged;
CREATE INDEX records_merged ON records (merged_into) WHERE merged_into IS NOT NULL;
DROP INDEX markings_photo;
CREATE INDEX markings_photo ON markings (photo_id) WHERE photo_id IS NOT NULL;
DROP INDEX components_parent;
CREATE INDEX components_parent ON components (parent_id) WHERE parent_id IS NOT NULL;
