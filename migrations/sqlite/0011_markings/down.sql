DROP TABLE marking_alternatives;
DROP TABLE markings;
