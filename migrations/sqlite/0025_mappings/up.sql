-- How providers' tables become the canonical one, saved under the provider's name. `fields` is the mapping as its form has it;
-- `account_id` is who may change it, nobody for the command line. Former versions stand in the log.
CREATE TABLE mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    fields TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
-- Files that wait for their mapping.
CREATE TABLE provider_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX provider_files_account ON provider_files (account_id, id);
-- The mapping that an import reads its file by, as it was when the file was sent; empty for a canonical table.
ALTER TABLE imports ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
