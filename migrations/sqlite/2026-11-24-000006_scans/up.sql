-- While this is set nobody gets the file: `waiting` for the scanner, or `infected`.
ALTER TABLE documents ADD COLUMN quarantine TEXT;
-- Whether it may ask for a password, which neither scanner nor staff have.
ALTER TABLE documents ADD COLUMN locked BOOLEAN NOT NULL DEFAULT FALSE;
