DROP TABLE proposals;
DROP TABLE submission_records;
DROP TABLE submissions;
