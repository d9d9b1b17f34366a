-- A word is found behind the code of its section, so that a search meets no case of another one. Text that was erased
-- has no words.
DROP TRIGGER case_words_changed;
UPDATE case_words SET words = (
    SELECT section || replace(words, ' ', ' ' || section) FROM cases WHERE id = case_id
) WHERE words <> '';
CREATE TRIGGER case_words_changed AFTER UPDATE ON case_words BEGIN
    INSERT INTO case_text (case_text, rowid, words) VALUES ('delete', old.doc, old.words);
    INSERT INTO case_text (rowid, words) VALUES (new.doc, new.words);
END;

-- What is taken out of the full text leaves the file with it.
DROP TABLE case_text;
CREATE VIRTUAL TABLE case_text USING fts5 (words, content = 'case_words', content_rowid = 'doc', tokenize = 'ascii', detail = 'none', columnsize = 0);
INSERT INTO case_text (case_text) VALUES ('rebuild');
INSERT INTO case_text (case_text, rank) VALUES ('secure-delete', 1);

-- Stores nothing: the words that begin alike are counted in it, as far as that matters.
CREATE VIRTUAL TABLE case_text_words USING fts5vocab ('case_text', 'instance');

-- What waits for a second person, the oldest first, however many were decided.
CREATE INDEX approvals_waiting ON approvals (proposed_at, id) WHERE outcome IS NULL;
