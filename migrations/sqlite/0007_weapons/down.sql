DROP TABLE incidents;
DROP TABLE weapon_aliases;
DROP TABLE weapons;
