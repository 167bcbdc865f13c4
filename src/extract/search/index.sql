-- The index: sentences, what stands in them, and who is meant by a name.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- Articles and their sentences; start and end are characters of the article's text.
CREATE TABLE documents (id INTEGER PRIMARY KEY, doc_id TEXT, title TEXT, author TEXT, date TEXT);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY, doc INTEGER, "start" INTEGER, "end" INTEGER, text TEXT
);

-- A token is a set of lemmas that a form can have; ``words`` and ``name_words`` hold the numbers.
CREATE TABLE tokens (id INTEGER PRIMARY KEY, lemmas TEXT UNIQUE);
CREATE TABLE lemmas (lemma TEXT, token INTEGER, PRIMARY KEY (lemma, token)) WITHOUT ROWID;
-- What the run knows of forms and the dictionary does not: of whose name they are a case.
CREATE TABLE forms (form TEXT, lemma TEXT, PRIMARY KEY (form, lemma)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(tokens, content = '', tokenize = 'ascii');

CREATE TABLE entities (id INTEGER PRIMARY KEY, entity_id TEXT UNIQUE, type TEXT, parent INTEGER);
CREATE TABLE names (id INTEGER PRIMARY KEY, entity INTEGER, n_words INTEGER);
CREATE VIRTUAL TABLE name_words USING fts5(tokens, content = '', tokenize = 'ascii');
CREATE TABLE named (
    entity INTEGER, sentence INTEGER, PRIMARY KEY (entity, sentence)
) WITHOUT ROWID;

-- Relations and events; kind is a relation's predicate, sort its kind.
CREATE TABLE facts (
    id INTEGER PRIMARY KEY, fact_id TEXT, is_event INTEGER, kind TEXT, sort TEXT, status TEXT,
    "begin" TEXT, "end" TEXT, place INTEGER, doc INTEGER, told TEXT
);
CREATE TABLE told (
    sentence INTEGER, fact INTEGER, PRIMARY KEY (sentence, fact)
) WITHOUT ROWID;
CREATE TABLE sides (
    entity INTEGER, fact INTEGER, side INTEGER, PRIMARY KEY (entity, fact, side)
) WITHOUT ROWID;
