-- What is counted, and the indexes from which a period is read without touching a case.

-- One row for each case that ended and was not opened again.
CREATE TABLE endings (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
    section TEXT NOT NULL,
    service TEXT NOT NULL,
    -- A disposition's code, or the state's as long as none is recorded.
    outcome TEXT NOT NULL,
    ended_at TIMESTAMP NOT NULL,
    -- Local days from the receipt: a median needs no arithmetic on instants, which differs between databases.
    after_days INTEGER NOT NULL
);
-- Cases that ended before this: at the last that happened on them, in days of UTC.
INSERT INTO endings (case_id, section, service, outcome, ended_at, after_days)
SELECT cases.id, cases.section, cases.service, COALESCE(cases.disposition, cases.state), MAX(events.at), CAST(julianday(date(MAX(events.at))) - julianday(date(cases.received_at)) AS INTEGER)
FROM cases JOIN events ON events.case_id = cases.id WHERE cases.ended
GROUP BY cases.id, cases.section, cases.service, cases.disposition, cases.state, cases.received_at;
CREATE INDEX endings_counted ON endings (section, ended_at, service, outcome, after_days);

CREATE INDEX cases_open ON cases (section, received_at, next_due_at, service) WHERE NOT ended;
-- With the service, so that what came in is counted in the index alone.
DROP INDEX cases_received_queue;
CREATE INDEX cases_received_queue ON cases (section, received_at, id, service);
CREATE INDEX approvals_open ON approvals (proposed_at) WHERE outcome IS NULL;

-- Which lists left the counter as a file: by whom, when, and what was asked for.
CREATE TABLE exports (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    -- JSON of the filter's codes; words that were searched for are not kept.
    filter TEXT NOT NULL,
    -- Null until the last row was sent: a file that was cut off has none.
    row_count BIGINT
);
CREATE INDEX exports_staff_id ON exports (staff_id, at);
