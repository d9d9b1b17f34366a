DROP INDEX clocks_running;
ALTER TABLE calendar_versions DROP COLUMN weekday_changes;
DROP TABLE staff_history;
ALTER TABLE staff DROP COLUMN last_signed_in_at;
