-- A state more: what the operator does not want to become a document. A table's check cannot be changed, so that the
-- table is made anew; references to it go by its name and are not looked at meanwhile.
CREATE TABLE orders_new (
    order_id    TEXT PRIMARY KEY,
    account     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('seen', 'waiting', 'exported', 'imported', 'duplicate', 'error',
        'ignored', 'cancelled', 'superseded')),
    revision    TEXT,
    body_sha256 TEXT,
    file        TEXT,
    key         TEXT,
    document    TEXT,
    problem     TEXT CHECK (problem IS NULL OR json_valid(problem)),
    bought_at   TEXT,
    total       TEXT,
    currency    TEXT,
    seen_at     TEXT NOT NULL,
    changed_at  TEXT NOT NULL,
    attempts    INTEGER NOT NULL CHECK (attempts >= 0),
    next_try_at TEXT
) STRICT;
INSERT INTO orders_new SELECT order_id, account, state, revision, body_sha256, file, key, document, problem, bought_at,
    total, currency, seen_at, changed_at, attempts, next_try_at FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
CREATE INDEX orders_by_state ON orders (state, changed_at);
CREATE INDEX orders_by_account ON orders (account, changed_at);
CREATE INDEX orders_by_key ON orders (key) WHERE key IS NOT NULL;
CREATE INDEX orders_by_change ON orders (changed_at DESC, order_id);
CREATE INDEX orders_by_document ON orders (document) WHERE document IS NOT NULL;
CREATE INDEX orders_by_purchase ON orders (bought_at) WHERE bought_at IS NOT NULL;
