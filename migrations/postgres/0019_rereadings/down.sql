DROP TABLE reading_changes;
DROP TABLE rereadings;
DROP TABLE marks_to_read;
DROP TABLE mark_rules;
DROP TABLE mark_readings;
