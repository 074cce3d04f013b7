# A table's page in the panel.

panel-table-search = Search the table
panel-table-page = Entries { $from }–{ $to } of { $found }. The number at the side is the line of the file: its first lines are comments and the heading.
panel-file-line = Line
panel-table-empty = There are no rows that fit.
panel-table-columns = What the columns mean
panel-table-paste = Paste rows from Excel (columns as in the table, or with the row of their names)
panel-pasted-row = Pasted row { $row }:
panel-table-saved = Saved. Rows added: { $added }, changed: { $changed }, removed: { $removed }. The version before is in the file .bak, and the orders that waited for it will be looked at again.
panel-table-same = Nothing has changed.
panel-table-added = New row { $row }: { $is }
panel-table-changed-row = Row { $row }: it was { $was }, it is { $is }
panel-table-removed = Removed row { $row }: { $was }
panel-table-others = Meanwhile somebody else changed row { $row }: it was { $was }, it is { $is }
panel-table-others-gone = Meanwhile somebody else removed row { $row }: { $was }
panel-row-meanwhile = Not saved: somebody changed this row meanwhile. It was: { $was }. Now the file has: { $is }.
    .todo = Below is what was typed here. Save once more to put it in the place of the row in the file, or open the page again to see the file.
panel-row-gone = Not saved: somebody removed this row meanwhile. It was: { $was }.
    .todo = Below is what was typed here. Save once more to add the row again, or open the page again to see the file.
