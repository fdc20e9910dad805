DROP TABLE search_uses;
DROP TABLE search_terms;
