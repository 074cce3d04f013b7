# Suggestions for the tables in mappings/.

MAP-001 = The program has no orders yet on which suggestions could rest.
    .todo = Fetch orders with "export", or name JSON files of orders from Allegro, such as "allegro-optima mappings suggest order.json".
    .panel = Press “Synchronise now” on the first page: the program fetches orders.

help-mappings = Helps to complete the tables in mappings/
help-mappings-suggest = Suggests rows for values in orders that the tables do not have yet
arg-mappings-files = JSON files of orders: an order, a list, or a page of the API's list; without files: the orders that the program knows

mappings-unread = ✗ { $input }
mappings-none = Nothing is missing: the tables in mappings/ cover everything in these orders.
mappings-payments = { $file }: payments that the table does not have
mappings-deliveries = { $file }: delivery methods that the table does not have
mappings-products = { $file }: offers without a product code or without a VAT rate
mappings-products-hint = Tables, the cards in Optima and the offers that Allegro was asked for already were looked at; the others are asked for at the export.
mappings-sets = { $file }: offers that are sets at Allegro
mappings-sets-hint = If a set is one product in Optima, put its code into products.csv instead of these rows.
mappings-services = { $file }: additional services that the table does not have
mappings-head-orders = Orders
mappings-head-value = Value
mappings-head-example = Example
mappings-head-now = Now, without a row
mappings-now-refused = order refused
mappings-now-default = value from the settings
mappings-now-whole = one product
mappings-paste = Rows to paste at the end of { $file } (fill in the empty cells):
mappings-sum = { $rows ->
    [one] { $rows } row is missing.
    *[other] { $rows } rows are missing.
 } { $refused ->
    [0] None of these orders is refused for want of them.
    [one] For want of { $refused } of them orders are refused.
    *[other] For want of { $refused } of them orders are refused.
 }
mappings-other = Values that { $file } lacks:
