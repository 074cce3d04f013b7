-- The rest of an order's life, as JSON: the file's bytes as written, what was seen of the document, what is under way,
-- and what a person should know or do. Open matters are counted, for every list asks for them.
ALTER TABLE orders ADD COLUMN life TEXT CHECK (life IS NULL OR json_valid(life));
ALTER TABLE orders ADD COLUMN open_matters INTEGER NOT NULL DEFAULT 0;
CREATE INDEX orders_with_open_matters ON orders (changed_at DESC, order_id) WHERE open_matters > 0;
CREATE INDEX orders_by_try ON orders (next_try_at) WHERE next_try_at IS NOT NULL;
-- 'opened', 'closed' or 'done' by a person: the code is that of a matter. None: of the state.
ALTER TABLE history ADD COLUMN event TEXT;
-- What earlier versions kept as the code of a text.
CREATE TEMP TABLE said AS SELECT order_id, CASE json_extract(problem, '$.message.id')
    WHEN 'RET-001' THEN json_extract(problem, '$.message.args[0][1]')
    ELSE json_extract(problem, '$.message.id') END AS code,
    json_extract(problem, '$.severity') AS severity FROM orders WHERE problem IS NOT NULL;
CREATE TEMP TABLE kinds (code TEXT PRIMARY KEY, kind TEXT NOT NULL);
INSERT INTO kinds VALUES ('ORD-901', 'changed'), ('ORD-902', 'unpaid'), ('ORD-903', 'cancelled'), ('ORD-904', 'address'),
    ('ORD-905', 'invoice'), ('ORD-906', 'lines'), ('ORD-907', 'delivery'), ('ORD-908', 'total'),
    ('ORD-909', 'surcharges'), ('ORD-910', 'returned'), ('ORD-911', 'cancelled'), ('ORD-912', 'cancelled'),
    ('ORD-913', 'cancelled'), ('EXP-002', 'joined');
-- Whose removal may not have ended is read again.
UPDATE orders SET life = json_object('removing_since', changed_at), problem = NULL, next_try_at = changed_at
    WHERE order_id IN (SELECT order_id FROM said WHERE code = 'ORD-916');
UPDATE orders SET life = json_object('left_out', json('true'))
    WHERE state = 'waiting' AND order_id IN (SELECT order_id FROM said WHERE code = 'EXP-006');
UPDATE orders SET open_matters = 1, life = json_object('matters', json_array(json_object(
        'kind', 'refused', 'problem', json(problem), 'since', changed_at)))
    WHERE state = 'error' AND problem IS NOT NULL;
UPDATE orders SET open_matters = 1, problem = NULL, life = json_object('matters', json_array(json_object(
        'kind', COALESCE((SELECT kind FROM said JOIN kinds USING (code) WHERE said.order_id = orders.order_id), 'unreadable'),
        'problem', json(problem), 'since', changed_at)))
    WHERE document IS NOT NULL AND state <> 'error' AND order_id IN (SELECT order_id FROM said
        WHERE code IN (SELECT code FROM kinds) OR severity = 'error');
DROP TABLE said;
DROP TABLE kinds;
