-- The body of an order as the last decision about it found it: JSON without personalIdentity, zlib. Evidence of what
-- a document was made from, and what a later reading is compared with.
CREATE TABLE bodies (
    order_id TEXT PRIMARY KEY REFERENCES orders (order_id),
    at       TEXT NOT NULL,
    body     BLOB NOT NULL
) STRICT;
-- What an account's next run has to know of the last ones: when the list was swept, with which tables was decided.
CREATE TABLE marks (
    account TEXT NOT NULL,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
