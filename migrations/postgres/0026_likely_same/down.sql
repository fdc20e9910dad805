DROP TABLE party_pairs;
DROP TABLE parties_to_compare;
DROP TABLE goods_walks;
DELETE FROM transfer_goods WHERE from_text = 2;
UPDATE transfer_goods SET part_folded = '' WHERE from_text = 1;
ALTER TABLE transfer_goods DROP COLUMN from_text;
