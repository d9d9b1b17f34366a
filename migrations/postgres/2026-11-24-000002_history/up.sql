-- What proves the history to outsiders, and what lets go of it lawfully.

-- One signed statement about the heads of all cases, each naming the one before.
CREATE TABLE seals (
    number BIGINT NOT NULL PRIMARY KEY,
    made_at TIMESTAMP NOT NULL,
    case_count BIGINT NOT NULL,
    -- The signed text.
    head TEXT NOT NULL,
    -- Where the list of the cases stands in the document store.
    storage_key TEXT NOT NULL
);

-- Append-only: the newest version of a service and a kind of record counts.
CREATE TABLE retention_rules (
    service TEXT NOT NULL,
    -- files or record
    what TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Days after the last thing that happened on an ended case.
    days INTEGER NOT NULL,
    citation TEXT NOT NULL,
    -- Why it was changed.
    reason TEXT NOT NULL,
    -- Null when it came from the profile.
    made_by TEXT REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (service, what, version)
);
CREATE INDEX retention_rules_made_by ON retention_rules (made_by);

-- While one is open, nothing of the case is destroyed.
CREATE TABLE holds (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    reason TEXT NOT NULL,
    placed_by TEXT NOT NULL REFERENCES staff (id),
    placed_at TIMESTAMP NOT NULL,
    lift_reason TEXT,
    lifted_by TEXT REFERENCES staff (id),
    lifted_at TIMESTAMP
);
CREATE INDEX holds_case_id ON holds (case_id, placed_at);
CREATE INDEX holds_placed_by ON holds (placed_by);
CREATE INDEX holds_lifted_by ON holds (lifted_by);

-- Destruction is proposed, and decided by a second person.
CREATE TABLE destructions (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    what TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    days INTEGER NOT NULL,
    citation TEXT NOT NULL,
    -- When the period was over.
    past_at TIMESTAMP NOT NULL,
    -- Null when the system did.
    proposed_by TEXT REFERENCES staff (id),
    proposed_at TIMESTAMP NOT NULL,
    decided_by TEXT REFERENCES staff (id),
    decided_at TIMESTAMP,
    -- approved, refused or void
    outcome TEXT,
    reason TEXT
);
CREATE UNIQUE INDEX destructions_open_unique ON destructions (case_id, what) WHERE outcome IS NULL;
CREATE INDEX destructions_case_id ON destructions (case_id, proposed_at);
CREATE INDEX destructions_outcome ON destructions (outcome, past_at, id);
CREATE INDEX destructions_proposed_by ON destructions (proposed_by);
CREATE INDEX destructions_decided_by ON destructions (decided_by);
