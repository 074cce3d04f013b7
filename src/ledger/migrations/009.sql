-- What Allegro answered about offers: good for a day, and kept longer for those who must not ask Allegro themselves.
CREATE TABLE offers (
    account TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('found', 'gone', 'forbidden')),
    answer TEXT CHECK (answer IS NULL OR json_valid(answer)),
    PRIMARY KEY (account, offer_id)
) WITHOUT ROWID;
CREATE INDEX offers_by_time ON offers (at);
