-- Who administers what: accounts of staff, office calendars, jobs that failed, the fees.

ALTER TABLE staff ADD COLUMN last_signed_in_at TIMESTAMP;

-- Append-only: what was done to an account, a calendar, a job or the fees. What is done to a case stands in `events`.
CREATE TABLE staff_history (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    -- Null when it was done at the console of the server.
    staff_id TEXT REFERENCES staff (id),
    -- account, calendar, job or fees
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    -- Counts up from 1 for each thing: its version.
    number BIGINT NOT NULL,
    what TEXT NOT NULL,
    -- JSON, only of what changed.
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT staff_history_subject_unique UNIQUE (subject, subject_id, number)
);
CREATE INDEX staff_history_staff_id ON staff_history (staff_id);
CREATE INDEX staff_history_at ON staff_history (subject, at);

-- JSON: from a day on, these weekdays are closed in place of `closed_weekdays`.
ALTER TABLE calendar_versions ADD COLUMN weekday_changes TEXT NOT NULL DEFAULT '{}';

-- Which running clocks does a change of a calendar move?
CREATE INDEX clocks_running ON clocks (calendar, case_id) WHERE met_at IS NULL;
