-- A word is found behind the code of its section, so that a search meets no case of another one. Text that was erased
-- has no words.
DROP INDEX case_words_text;
UPDATE case_words SET words = (
    SELECT section || replace(words, ' ', ' ' || section) FROM cases WHERE id = case_id
) WHERE words <> '';
-- Kept and not made anew for each row that is looked at: a common word is looked for from the newest case on.
ALTER TABLE case_words ADD COLUMN lexemes TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED;
CREATE INDEX case_words_text ON case_words USING gin (lexemes);

-- What waits for a second person, the oldest first, however many were decided.
CREATE INDEX approvals_waiting ON approvals (proposed_at, id) WHERE outcome IS NULL;
