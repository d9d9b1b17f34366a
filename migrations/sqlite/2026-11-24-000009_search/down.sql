DROP INDEX approvals_waiting;
DROP TABLE case_text_words;
DROP TRIGGER case_words_changed;
UPDATE case_words SET words = (
    SELECT trim(replace(' ' || words, ' ' || section, ' ')) FROM cases WHERE id = case_id
) WHERE words <> '';
CREATE TRIGGER case_words_changed AFTER UPDATE ON case_words BEGIN
    INSERT INTO case_text (case_text, rowid, words) VALUES ('delete', old.doc, old.words);
    INSERT INTO case_text (rowid, words) VALUES (new.doc, new.words);
END;
DROP TABLE case_text;
CREATE VIRTUAL TABLE case_text USING fts5 (words, content = 'case_words', content_rowid = 'doc', tokenize = 'ascii', detail = 'none', columnsize = 0);
INSERT INTO case_text (case_text) VALUES ('rebuild');
