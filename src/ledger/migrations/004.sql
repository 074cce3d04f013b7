-- What a person searches an order by: login, names, tax number, folded to small letters without accents. The order's
-- id and the document's number are found where they stand.
CREATE TABLE order_words (
    word     TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    PRIMARY KEY (word, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_words_by_order ON order_words (order_id);
CREATE INDEX orders_by_change ON orders (changed_at DESC, order_id);
CREATE INDEX orders_by_document ON orders (document) WHERE document IS NOT NULL;
CREATE INDEX orders_by_purchase ON orders (bought_at) WHERE bought_at IS NOT NULL;
