# The panel's report.
panel-this-month = This month
panel-last-month = Last month
panel-cancelled = Cancelled without RO
panel-returned = Returned
panel-total = total
panel-printed = Printed
panel-documents-sheet = All ROs with their payments for Excel
panel-firms = firms
panel-persons = private persons
panel-together = firms and persons
panel-for = For whom
panel-by-day = Day by day
panel-awaiting = Not paid yet
panel-ignored = Skipped
period-unknown = There is no such day in the calendar, so this month is shown. Write a day like this: 2026-03-01.
period-turned = “From” was later than “To”, so the two were swapped.
