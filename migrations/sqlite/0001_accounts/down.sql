DROP TABLE settings;
DROP TABLE links;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE sign_in_failures;
DROP TABLE accounts;
