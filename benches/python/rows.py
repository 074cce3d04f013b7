"""The rival: writes the rows of documents one statement at a time through pymssql, as such links usually do.

rows.py HOST PORT USER DATABASE FILE   (the password in OPTIMA_PASSWORD)

FILE has a document a line: {"key", "pattern", "tables": [[table, [[column, value], ...]], ...]}. A value is a text, a
number, null, or {"is": "number" | "header" | "contractor" | "now" | "date" | "decimal", ...}. Prints seconds.
"""
import datetime
import decimal
import json
import os
import sys
import time

import pymssql


def value(cell, ids):
    if not isinstance(cell, dict):
        return cell
    kind = cell["is"]
    if kind == "decimal":
        return decimal.Decimal(cell["value"])
    if kind == "date":
        return datetime.datetime.fromisoformat(cell["value"])
    if kind == "now":
        return datetime.datetime.now()
    return ids[kind]


def write(connection, document):
    cursor = connection.cursor()
    cursor.execute("SELECT TrN_TrNID FROM CDN.TraNag WHERE TrN_ImportRowId = %s", (document["key"],))
    if cursor.fetchone():
        return
    cursor.execute("SELECT MAX(TrN_NumerNr) FROM CDN.TraNag WHERE TrN_NumerString = %s", (document["pattern"],))
    ids = {"number": (cursor.fetchone()[0] or 0) + 1, "contractor": document["contractor"]}
    for table, cells in document["tables"]:
        columns = ", ".join(column for column, _ in cells)
        markers = ", ".join("%s" for _ in cells)
        values = tuple(value(cell, ids) for _, cell in cells)
        cursor.execute(f"INSERT INTO CDN.{table} ({columns}) VALUES ({markers})", values)
        if table == "TraNag":
            # Each statement is a scope of its own here; the header's identity is looked up by its key.
            cursor.execute("SELECT TrN_TrNID FROM CDN.TraNag WHERE TrN_ImportRowId = %s", (document["key"],))
            ids["header"] = cursor.fetchone()[0]
    connection.commit()


def main():
    host, port, user, database, path = sys.argv[1:]
    documents = [json.loads(line) for line in open(path, encoding="utf-8")]
    connection = pymssql.connect(host, user, os.environ["OPTIMA_PASSWORD"], database, port=port)
    begin = time.perf_counter()
    for document in documents:
        write(connection, document)
    print(time.perf_counter() - begin)


main()
