-- Which case stands open before whom. The console says so every few seconds; what it has not said for a minute is over.
CREATE TABLE presences (
    session_hash BLOB NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (session_hash, case_id)
);
CREATE INDEX presences_case_id ON presences (case_id, seen_at);
CREATE INDEX presences_staff_id ON presences (staff_id);
CREATE INDEX presences_seen_at ON presences (seen_at);
