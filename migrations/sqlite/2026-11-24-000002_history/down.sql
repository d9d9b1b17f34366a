DROP TABLE destructions;
DROP TABLE holds;
DROP TABLE retention_rules;
DROP TABLE seals;
