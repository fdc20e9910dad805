DROP TABLE jobs;
DROP TABLE imports;
