ALTER TABLE imports DROP COLUMN shelf;
DROP TABLE flows;
DROP TABLE transfer_parties;
DROP TABLE transfer_goods;
DROP TABLE transfers;
