-- Najmniejsze prawa, które wystarczą programowi allegro-optima w bazie firmowej Optimy.
--
-- Uruchom w SQL Server Management Studio jako administrator, po zmianie nazwy bazy i hasła.
-- Program nie potrzebuje praw do bazy konfiguracyjnej (CDN_KNF_…) ani roli db_owner.
-- Niczego nie zmienia i nie usuwa: ma prawo czytać i dopisywać, nic więcej (wyjątek: usuwanie, gdy je włączysz).
-- Prawa, które zależą od ustawień, są w osobnych częściach z nazwą ustawienia. „doctor” prosi tylko o potrzebne.
-- (Nie sprawdzono na prawdziwej Optimie. Jeśli wyzwalacz bazy potrzebuje więcej, polecenie „doctor” nazwie brakujące prawo.)

USE [CDN_FIRMA];  -- nazwa bazy firmowej

CREATE LOGIN [allegro_optima] WITH PASSWORD = N'tu-wpisz-hasło', CHECK_POLICY = ON;
CREATE USER [allegro_optima] FOR LOGIN [allegro_optima];

-- Czytanie: słowniki, kontrahenci, kartoteki.
GRANT SELECT ON CDN.SystemCDN TO [allegro_optima];
GRANT SELECT ON CDN.DokDefinicje TO [allegro_optima];
GRANT SELECT ON CDN.Magazyny TO [allegro_optima];
GRANT SELECT ON CDN.FormyPlatnosci TO [allegro_optima];
GRANT SELECT ON CDN.Kategorie TO [allegro_optima];
GRANT SELECT ON CDN.DefAtrybuty TO [allegro_optima];
GRANT SELECT ON CDN.DefCeny TO [allegro_optima];
GRANT SELECT ON CDN.KntOsoby TO [allegro_optima];
GRANT SELECT ON CDN.Grupy TO [allegro_optima];
GRANT SELECT ON CDN.Towary TO [allegro_optima];
GRANT SELECT ON CDN.TwrEan TO [allegro_optima];

-- Czytanie i dopisywanie: dokument z pozycjami i tabelką VAT.
GRANT SELECT, INSERT ON CDN.TraNag TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TraElem TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TraVat TO [allegro_optima];  -- SELECT: VAT w raporcie panelu
GRANT SELECT ON CDN.DokAtrybuty TO [allegro_optima];

-- Dopisywanie nowych kart kontrahentów.
GRANT SELECT, INSERT ON CDN.Kontrahenci TO [allegro_optima];

-- Dopisywanie atrybutów dokumentu; zbędne, jeśli w [fields.attributes] nie ma żadnego.
GRANT INSERT ON CDN.DokAtrybuty TO [allegro_optima];

-- Dopisywanie nowych kartotek towarów; zbędne, jeśli [products] create = false.
GRANT INSERT ON CDN.Towary TO [allegro_optima];
GRANT INSERT ON CDN.TwrCeny TO [allegro_optima];
GRANT INSERT ON CDN.TwrEan TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TwrGrupy TO [allegro_optima];

-- Tylko przy ustawieniu [orders] after_import = "replace": usuwanie własnych, nietkniętych RO z bufora.
-- GRANT SELECT ON CDN.TraNagRelacje TO [allegro_optima];
-- GRANT DELETE ON CDN.DokAtrybuty TO [allegro_optima];
-- GRANT DELETE ON CDN.TraVat TO [allegro_optima];
-- GRANT DELETE ON CDN.TraElem TO [allegro_optima];
-- GRANT DELETE ON CDN.TraNag TO [allegro_optima];

-- Tylko jeśli „doctor” ma pokazać wyzwalacze spoza Optimy i ich treść; do pracy zbędne.
-- GRANT VIEW DEFINITION ON CDN.TraNag TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.TraElem TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.TraVat TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.DokAtrybuty TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.Kontrahenci TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.Towary TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.TwrCeny TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.TwrEan TO [allegro_optima];
-- GRANT VIEW DEFINITION ON CDN.TwrGrupy TO [allegro_optima];
