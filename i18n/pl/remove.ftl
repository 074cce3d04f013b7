# Usuwanie konta albo firmy w panelu.

remove-account = Usuń konto { $name }
remove-company = Usuń firmę { $name }
remove-account-ask = Usunąć konto { $name }?
remove-company-ask = Usunąć firmę { $name }?
remove-account-goes = Zniknie: to konto z ustawień, jego logowanie do Allegro i jego własny Client Secret. Twoje uwagi w pliku ustawień zostają.
remove-account-stays = Zostanie: zamówienia tego konta w rejestrze i w raportach oraz dokumenty w Optimie. Na Allegro nic się nie zmienia.
remove-company-goes = Zniknie: ta firma z ustawień i jej hasło do SQL Servera. Twoje uwagi w pliku ustawień zostają.
remove-company-stays = Zostanie: folder firmy z rejestrem i archiwum oraz wszystko, co jest w Optimie.
remove-yes = Tak, usuń
remove-done = Usunięto: { $name }.
remove-to-orders = Zamówienia tego konta
remove-last = Nie można usunąć jedynego konta ani jedynej firmy.
    .todo = Jeśli zaczynasz od nowa, popraw dane na stronie „Ustawienia” albo najpierw dodaj drugie.
remove-orders = { $count ->
    [one] Jedno zamówienie nie jest jeszcze załatwione.
    [few] { $count } zamówienia nie są jeszcze załatwione.
   *[other] { $count } zamówień nie jest jeszcze załatwionych.
}
    .todo = Poczekaj, aż powstaną z nich dokumenty, albo wybierz dla nich na liście zamówień „Pomijaj”. Potem wróć tutaj.
remove-files = { $count ->
    [one] W folderach tej firmy leży plik, który nie trafił jeszcze do Optimy.
    [few] W folderach tej firmy leżą { $count } pliki, które nie trafiły jeszcze do Optimy.
   *[other] W folderach tej firmy leży { $count } plików, które nie trafiły jeszcze do Optimy.
}
    .todo = Wprowadź je do Optimy albo usuń. Potem wróć tutaj.
remove-accounts = Do tej firmy trafiają zamówienia kont: { $list }.
    .todo = Wybierz dla nich inną firmę (Ustawienia, Allegro: połączenie i konta) albo usuń najpierw te konta.
