-- A list costs the same at a thousand and at a million cases: an index for each way in which the queue is narrowed, in
-- the order in which it is read, with all that its count needs.
DROP INDEX cases_assigned_queue;
CREATE INDEX cases_assigned_queue ON cases (assigned_to, section, ended, next_due_at, id);
CREATE INDEX cases_service_queue ON cases (section, ended, service, next_due_at, id);
CREATE INDEX cases_fee_queue ON cases (section, fee, ended, next_due_at, id);
CREATE INDEX cases_state_received ON cases (section, state, received_at, id);

-- Words are folded before they come here: whatever is not ASCII belongs to its word. Only which case has which word is
-- asked, so neither places nor lengths are kept, and a common word is found as fast as a rare one.
DROP TABLE case_text;
CREATE VIRTUAL TABLE case_text USING fts5 (words, content = 'case_words', content_rowid = 'doc', tokenize = 'ascii', detail = 'none', columnsize = 0);
INSERT INTO case_text (case_text) VALUES ('rebuild');
