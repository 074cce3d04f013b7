-- How many orders there are in each state, how many of them wait for a person ('open'), and how often orders were changed
-- ('changes'): a first page that counts two hundred thousand rows comes late. Who makes the table of orders anew makes these anew.
CREATE TABLE order_counts (
    name TEXT PRIMARY KEY,
    n    INTEGER NOT NULL
) STRICT;
INSERT INTO order_counts (name, n) VALUES ('seen', 0), ('waiting', 0), ('exported', 0), ('imported', 0), ('duplicate', 0),
    ('error', 0), ('ignored', 0), ('cancelled', 0), ('superseded', 0), ('changes', 0), ('open', 0);
UPDATE order_counts SET n = (SELECT COUNT(*) FROM orders WHERE state = name) WHERE name NOT IN ('changes', 'open');
UPDATE order_counts SET n = (SELECT COUNT(*) FROM orders WHERE open_matters > 0) WHERE name = 'open';
CREATE TRIGGER orders_come AFTER INSERT ON orders BEGIN
    UPDATE order_counts SET n = n + 1 WHERE name IN (NEW.state, 'changes');
    UPDATE order_counts SET n = n + 1 WHERE name = 'open' AND NEW.open_matters > 0;
END;
CREATE TRIGGER orders_change AFTER UPDATE ON orders BEGIN
    UPDATE order_counts SET n = n - 1 WHERE name = OLD.state;
    UPDATE order_counts SET n = n + 1 WHERE name IN (NEW.state, 'changes');
    UPDATE order_counts SET n = n + (NEW.open_matters > 0) - (OLD.open_matters > 0) WHERE name = 'open';
END;
CREATE TRIGGER orders_go AFTER DELETE ON orders BEGIN
    UPDATE order_counts SET n = n - 1 WHERE name = OLD.state;
    UPDATE order_counts SET n = n + 1 WHERE name = 'changes';
    UPDATE order_counts SET n = n - 1 WHERE name = 'open' AND OLD.open_matters > 0;
END;
