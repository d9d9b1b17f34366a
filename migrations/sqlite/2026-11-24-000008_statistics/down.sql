DROP TABLE exports;
DROP INDEX approvals_open;
DROP INDEX cases_received_queue;
CREATE INDEX cases_received_queue ON cases (section, received_at, id);
DROP INDEX cases_open;
DROP TABLE endings;
