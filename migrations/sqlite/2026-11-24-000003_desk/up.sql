-- Append-only: the newest version of a reply counts.
CREATE TABLE replies (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    service TEXT NOT NULL,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    -- Whether it is no longer offered.
    retired BOOLEAN NOT NULL,
    made_by TEXT NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX replies_made_by ON replies (made_by);

-- Cases that belong together.
CREATE TABLE case_links (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    other_id TEXT NOT NULL REFERENCES cases (id),
    -- related, or duplicate: then the first was closed in favour of the other
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT case_links_pair_unique UNIQUE (case_id, other_id)
);
CREATE INDEX case_links_other_id ON case_links (other_id);
CREATE INDEX case_links_made_by ON case_links (made_by);
