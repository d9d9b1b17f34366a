-- The engine: cases and their history, the people who work them, and what leaves through the outbox.
-- Ids are UUIDv7 in text, JSON is text, instants are UTC. The same tables stand in both databases.

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL CONSTRAINT staff_email_unique UNIQUE,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    -- Encrypted; none until the person enrolled.
    totp_secret BLOB,
    -- The last time step that was used: a code works once.
    totp_last_step BIGINT NOT NULL,
    failed_tries INTEGER NOT NULL,
    locked_until TIMESTAMP,
    disabled_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE staff_roles (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    role TEXT NOT NULL,
    PRIMARY KEY (staff_id, role)
);

CREATE TABLE recovery_codes (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    code_hash BLOB NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX recovery_codes_staff_id ON recovery_codes (staff_id);

CREATE TABLE sessions (
    -- SHA-256 of the cookie's value.
    token_hash BLOB NOT NULL PRIMARY KEY,
    -- Null for a visitor.
    staff_id TEXT REFERENCES staff (id),
    csrf TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- When the person last proved who they are.
    proved_at TIMESTAMP
);
CREATE INDEX sessions_staff_id ON sessions (staff_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    session_hash BLOB NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
    service TEXT NOT NULL,
    -- Encrypted answers.
    body BLOB NOT NULL,
    started_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    CONSTRAINT drafts_session_service_unique UNIQUE (session_hash, service)
);
CREATE INDEX drafts_expires_at ON drafts (expires_at);

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL CONSTRAINT cases_reference_unique UNIQUE,
    service TEXT NOT NULL,
    section TEXT NOT NULL,
    state TEXT NOT NULL,
    -- The sequence number of the newest event: the case's version.
    head_seq BIGINT NOT NULL,
    head_hash BLOB NOT NULL,
    -- web, counter, phone or import
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    requester_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    report_number TEXT,
    at_risk BOOLEAN NOT NULL,
    -- Whether mail may ever be made for this case.
    mail_allowed BOOLEAN NOT NULL,
    -- Encrypted answers of the sealed fields, the address among them.
    sealed BLOB NOT NULL,
    -- SHA-256 of the normalised address under a key of the installation, for /find.
    email_digest BLOB,
    email_confirmed_at TIMESTAMP,
    intake_version INTEGER NOT NULL,
    intake TEXT NOT NULL,
    decision TEXT,
    disposition TEXT,
    fee TEXT NOT NULL,
    assigned_to TEXT REFERENCES staff (id),
    released_by TEXT REFERENCES staff (id),
    released_at TIMESTAMP,
    pin_hash TEXT,
    pin_tries INTEGER NOT NULL,
    converted_from TEXT REFERENCES cases (id),
    received_at TIMESTAMP NOT NULL,
    -- The soonest due moment of an open clock; the far future when none runs, so that lists sort without nulls.
    next_due_at TIMESTAMP NOT NULL,
    ended BOOLEAN NOT NULL
);
CREATE INDEX cases_queue ON cases (section, ended, next_due_at, id);
CREATE INDEX cases_state_queue ON cases (section, state, next_due_at, id);
CREATE INDEX cases_assigned_queue ON cases (assigned_to, ended, next_due_at, id);
CREATE INDEX cases_released_by ON cases (released_by);
CREATE INDEX cases_converted_from ON cases (converted_from);
CREATE INDEX cases_received_queue ON cases (section, received_at, id);
CREATE INDEX cases_report_number ON cases (report_number);

CREATE TABLE case_words (
    doc INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    case_id TEXT NOT NULL CONSTRAINT case_words_case_unique UNIQUE REFERENCES cases (id),
    words TEXT NOT NULL
);
CREATE VIRTUAL TABLE case_text USING fts5 (words, content = 'case_words', content_rowid = 'doc', tokenize = 'unicode61');
CREATE TRIGGER case_words_added AFTER INSERT ON case_words BEGIN
    INSERT INTO case_text (rowid, words) VALUES (new.doc, new.words);
END;
CREATE TRIGGER case_words_changed AFTER UPDATE ON case_words BEGIN
    INSERT INTO case_text (case_text, rowid, words) VALUES ('delete', old.doc, old.words);
    INSERT INTO case_text (rowid, words) VALUES (new.doc, new.words);
END;

CREATE TABLE events (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    seq BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    -- requester, staff or system
    actor TEXT NOT NULL,
    staff_id TEXT REFERENCES staff (id),
    kind TEXT NOT NULL,
    -- SHA-256 over salt and payload; the payload itself may be erased.
    payload_digest BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT events_case_seq_unique UNIQUE (case_id, seq)
);
CREATE INDEX events_staff_id ON events (staff_id);

CREATE TABLE event_payloads (
    event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (id),
    salt BLOB NOT NULL,
    payload TEXT NOT NULL
);

CREATE TABLE clocks (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    rule TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    calendar TEXT NOT NULL,
    calendar_version INTEGER NOT NULL,
    tzdb_version TEXT NOT NULL,
    trigger_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    provisional BOOLEAN NOT NULL,
    explanation TEXT NOT NULL,
    met_at TIMESTAMP
);
CREATE INDEX clocks_case_id ON clocks (case_id, due_at);

CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    at TIMESTAMP NOT NULL,
    -- Null when the requester wrote it.
    staff_id TEXT REFERENCES staff (id),
    body TEXT NOT NULL
);
CREATE INDEX messages_case_id ON messages (case_id, at);
CREATE INDEX messages_staff_id ON messages (staff_id);

CREATE TABLE notes (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    at TIMESTAMP NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    body TEXT NOT NULL
);
CREATE INDEX notes_case_id ON notes (case_id, at);
CREATE INDEX notes_staff_id ON notes (staff_id);

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    -- Exactly one of the two: a draft's document moves to the case when the request is sent.
    case_id TEXT REFERENCES cases (id),
    draft_id TEXT REFERENCES drafts (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 BLOB NOT NULL,
    storage_key TEXT NOT NULL,
    -- Encrypted in the store: an identity document.
    sealed BOOLEAN NOT NULL,
    purpose TEXT NOT NULL,
    -- staff, requester or public
    visibility TEXT NOT NULL,
    -- Null when the requester added it.
    staff_id TEXT REFERENCES staff (id),
    scanned BOOLEAN NOT NULL,
    added_at TIMESTAMP NOT NULL,
    checked_at TIMESTAMP,
    released_at TIMESTAMP,
    destroyed_at TIMESTAMP
);
CREATE INDEX documents_case_id ON documents (case_id, added_at);
CREATE INDEX documents_draft_id ON documents (draft_id);
CREATE INDEX documents_staff_id ON documents (staff_id);

CREATE TABLE letters (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX letters_case_id ON letters (case_id, at);

CREATE TABLE access_keys (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    -- SHA-256 of the key.
    key_hash BLOB NOT NULL CONSTRAINT access_keys_hash_unique UNIQUE,
    purpose TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX access_keys_case_id ON access_keys (case_id);

-- Which cases a visitor's browser may see.
CREATE TABLE grants (
    session_hash BLOB NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id),
    key_id TEXT NOT NULL REFERENCES access_keys (id),
    -- Whether the PIN was given, where the case has one.
    pin_passed BOOLEAN NOT NULL,
    PRIMARY KEY (session_hash, case_id)
);
CREATE INDEX grants_case_id ON grants (case_id);
CREATE INDEX grants_key_id ON grants (key_id);

-- The six digits that confirm an address.
CREATE TABLE email_codes (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
    code_hash BLOB NOT NULL,
    tries INTEGER NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

CREATE TABLE approvals (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    action TEXT NOT NULL,
    payload TEXT NOT NULL,
    case_version BIGINT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES staff (id),
    proposed_at TIMESTAMP NOT NULL,
    decided_by TEXT REFERENCES staff (id),
    decided_at TIMESTAMP,
    -- confirmed, refused or void
    outcome TEXT
);
CREATE INDEX approvals_case_id ON approvals (case_id, proposed_at);
CREATE INDEX approvals_proposed_by ON approvals (proposed_by);
CREATE INDEX approvals_decided_by ON approvals (decided_by);

CREATE TABLE fee_lines (
    schedule_version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_es TEXT NOT NULL,
    unit TEXT NOT NULL,
    cents BIGINT NOT NULL,
    legal_basis TEXT NOT NULL,
    effective_from DATE NOT NULL,
    sample BOOLEAN NOT NULL,
    PRIMARY KEY (schedule_version, code)
);

CREATE TABLE orders (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    schedule_version INTEGER NOT NULL,
    line_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    total_cents BIGINT NOT NULL,
    -- due, paid or waived
    state TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    method TEXT,
    receipt_number TEXT,
    drawer TEXT,
    cashier_id TEXT REFERENCES staff (id)
);
CREATE INDEX orders_case_id ON orders (case_id, made_at);
CREATE INDEX orders_cashier_id ON orders (cashier_id);

-- Append-only: a change is a new version with its own rows.
CREATE TABLE calendar_versions (
    calendar TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Closed weekdays, as `Sat,Sun`.
    closed_weekdays TEXT NOT NULL,
    known_until DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (calendar, version)
);

CREATE TABLE closures (
    calendar TEXT NOT NULL,
    version INTEGER NOT NULL,
    day DATE NOT NULL,
    reason_en TEXT NOT NULL,
    reason_es TEXT NOT NULL,
    PRIMARY KEY (calendar, version, day),
    CONSTRAINT closures_calendar_fk FOREIGN KEY (calendar, version) REFERENCES calendar_versions (calendar, version)
);

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    job TEXT NOT NULL,
    payload TEXT NOT NULL,
    case_id TEXT REFERENCES cases (id),
    -- waiting, leased, done or dead
    state TEXT NOT NULL,
    run_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until TIMESTAMP,
    -- A code, never the words of the other side.
    last_error TEXT,
    made_at TIMESTAMP NOT NULL,
    done_at TIMESTAMP
);
CREATE INDEX outbox_run ON outbox (state, run_at);
CREATE INDEX outbox_case_id ON outbox (case_id);

CREATE TABLE idempotency (
    -- SHA-256 over key, route and actor.
    slot BLOB NOT NULL PRIMARY KEY,
    body_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    -- Encrypted under a key derived from the client's.
    answer BLOB NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX idempotency_expires_at ON idempotency (expires_at);

CREATE TABLE limits (
    -- What is limited and for whom, hashed.
    bucket BLOB NOT NULL,
    window_start TIMESTAMP NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (bucket, window_start)
);
CREATE INDEX limits_window_start ON limits (window_start);

CREATE TABLE access_log (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    -- requester or staff
    actor TEXT NOT NULL,
    staff_id TEXT REFERENCES staff (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    document_id TEXT REFERENCES documents (id),
    -- read, download or search
    what TEXT NOT NULL,
    reason TEXT
);
CREATE INDEX access_log_case_id ON access_log (case_id, at);
CREATE INDEX access_log_staff_id ON access_log (staff_id, at);
CREATE INDEX access_log_document_id ON access_log (document_id);
