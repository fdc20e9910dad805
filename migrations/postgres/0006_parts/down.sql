DROP TABLE part_numbers;
DROP TABLE parts;
