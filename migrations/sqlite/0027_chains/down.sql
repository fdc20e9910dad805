DROP TABLE chain_steps;
DROP TABLE chains;
