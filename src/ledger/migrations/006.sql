-- Orders of which only key, number and sums are kept. Whom they are of is gone, and is not taken in again while they
-- stay what they are.
CREATE TABLE cut (
    order_id TEXT PRIMARY KEY REFERENCES orders (order_id),
    at       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
