DROP TABLE organization_successions;
DROP TABLE organization_identifiers;
DROP TABLE organization_names;
DROP TABLE organizations;
