DROP INDEX approvals_waiting;
DROP INDEX case_words_text;
ALTER TABLE case_words DROP COLUMN lexemes;
UPDATE case_words SET words = (
    SELECT trim(replace(' ' || words, ' ' || section, ' ')) FROM cases WHERE id = case_id
) WHERE words <> '';
CREATE INDEX case_words_text ON case_words USING gin (to_tsvector('simple', words));
