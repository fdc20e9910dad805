DROP TABLE unit_attributions;
DROP TABLE unit_alternatives;
DROP TABLE units;
