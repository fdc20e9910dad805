DROP TABLE search_trigrams;
DROP TABLE search_uses;
DROP TABLE search_terms;
