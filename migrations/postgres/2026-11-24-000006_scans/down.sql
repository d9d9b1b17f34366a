ALTER TABLE documents DROP COLUMN locked;
ALTER TABLE documents DROP COLUMN quarantine;
