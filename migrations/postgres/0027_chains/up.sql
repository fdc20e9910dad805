-- Which chain of transfers to a component people found to be the one, or not to be: proposed by one person, accepted by another.
CREATE TABLE chains (
    id BIGINT PRIMARY KEY REFERENCES records (id),
    component_id BIGINT NOT NULL REFERENCES components (id),
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX chains_component ON chains (component_id);
-- Its steps in their order, each a transfer at the version that was looked at.
CREATE TABLE chain_steps (
    chain_id BIGINT NOT NULL REFERENCES chains (id),
    position INTEGER NOT NULL,
    transfer_id BIGINT NOT NULL REFERENCES transfers (id),
    version INTEGER NOT NULL,
    PRIMARY KEY (chain_id, position)
);
