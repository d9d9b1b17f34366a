DROP INDEX cases_state_received;
DROP INDEX cases_fee_queue;
DROP INDEX cases_service_queue;
DROP INDEX cases_assigned_queue;
CREATE INDEX cases_assigned_queue ON cases (assigned_to, ended, next_due_at, id);
