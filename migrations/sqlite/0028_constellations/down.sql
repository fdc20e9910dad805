DROP TABLE constellations;
DROP TABLE imprints_to_count;
DROP TABLE mark_imprints;
