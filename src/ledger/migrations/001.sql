-- Times are RFC 3339 in UTC with nine decimals, so that they sort as text.
CREATE TABLE orders (
    order_id    TEXT PRIMARY KEY,
    account     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN
        ('seen', 'waiting', 'exported', 'imported', 'duplicate', 'error', 'cancelled', 'superseded')),
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
CREATE INDEX orders_by_state ON orders (state, changed_at);
CREATE INDEX orders_by_account ON orders (account, changed_at);
CREATE INDEX orders_by_key ON orders (key) WHERE key IS NOT NULL;

-- Every change of state, and of the problem within a state.
CREATE TABLE history (
    id       INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    at       TEXT NOT NULL,
    state    TEXT NOT NULL,
    code     TEXT
) STRICT;
CREATE INDEX history_by_order ON history (order_id, id);

-- lineItem.id of each order. live = the order has a document, or a file that will be one.
CREATE TABLE order_lines (
    line_id  TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    live     INTEGER NOT NULL CHECK (live IN (0, 1)),
    PRIMARY KEY (line_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_lines_by_order ON order_lines (order_id);
-- No lineItem.id in two live documents.
CREATE UNIQUE INDEX order_lines_live ON order_lines (line_id) WHERE live = 1;

CREATE TABLE cursors (
    account  TEXT PRIMARY KEY,
    event_id TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;

CREATE TABLE sellers (
    account   TEXT PRIMARY KEY,
    seller_id TEXT NOT NULL,
    at        TEXT NOT NULL
) STRICT;

-- Files that are not orders of ours, by content and name.
CREATE TABLE files (
    sha256  TEXT NOT NULL,
    name    TEXT NOT NULL,
    key     TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('imported', 'duplicate', 'error')),
    number  TEXT,
    problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
    at      TEXT NOT NULL,
    PRIMARY KEY (sha256, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_time ON files (at);
