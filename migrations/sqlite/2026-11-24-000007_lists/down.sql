DROP TABLE case_text;
CREATE VIRTUAL TABLE case_text USING fts5 (words, content = 'case_words', content_rowid = 'doc', tokenize = 'unicode61');
INSERT INTO case_text (case_text) VALUES ('rebuild');

DROP INDEX cases_state_received;
DROP INDEX cases_fee_queue;
DROP INDEX cases_service_queue;
DROP INDEX cases_assigned_queue;
CREATE INDEX cases_assigned_queue ON cases (assigned_to, ended, next_due_at, id);
