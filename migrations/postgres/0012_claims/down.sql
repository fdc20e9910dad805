DROP TABLE claim_positions;
DROP TABLE claims;
