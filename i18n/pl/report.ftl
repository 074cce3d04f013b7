# Raport w panelu.
panel-this-month = Ten miesiąc
panel-last-month = Poprzedni miesiąc
panel-cancelled = Anulowane bez RO
panel-returned = Zwroty
panel-total = razem
panel-printed = Wydrukowano
panel-documents-sheet = Wszystkie RO z płatnościami dla Excela
panel-firms = firmy
panel-persons = osoby prywatne
panel-together = firmy i osoby
panel-for = Dla kogo
panel-by-day = Dzień po dniu
panel-awaiting = Czekają na zapłatę
panel-ignored = Pomijane
period-unknown = Takiego dnia nie ma w kalendarzu, więc pokazano bieżący miesiąc. Podaj dzień na przykład tak: 2026-03-01.
period-turned = „Od” było późniejsze niż „Do”, więc zamieniono je miejscami.
