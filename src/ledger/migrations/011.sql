-- What a person corrected of an order, beside it: the order's body stays as Allegro gave it.
CREATE TABLE corrections (
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    field TEXT NOT NULL,
    was TEXT NOT NULL,
    meant TEXT NOT NULL,
    made_by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (order_id, field)
) WITHOUT ROWID;
