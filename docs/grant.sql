-- Najmniejsze prawa, które wystarczą programowi allegro-optima w bazie firmowej Optimy.
--
-- Uruchom w SQL Server Management Studio jako administrator, po zmianie nazwy bazy i hasła.
-- Program nie potrzebuje praw do bazy konfiguracyjnej (CDN_KNF_…) ani roli db_owner.
-- Niczego nie zmienia i nie usuwa: ma prawo czytać i dopisywać, nic więcej (wyjątek: ostatnia część).
-- (Nie sprawdzono na prawdziwej Optimie. Jeśli wyzwalacz bazy potrzebuje więcej, polecenie „doctor” nazwie brakujące prawo.)

USE [CDN_FIRMA];  -- nazwa bazy firmowej

CREATE LOGIN [allegro_optima] WITH PASSWORD = N'tu-wpisz-hasło', CHECK_POLICY = ON;
CREATE USER [allegro_optima] FOR LOGIN [allegro_optima];

-- Czytanie: słowniki, kontrahenci, kartoteki, dokumenty.
GRANT SELECT ON CDN.SystemCDN TO [allegro_optima];
GRANT SELECT ON CDN.DokDefinicje TO [allegro_optima];
GRANT SELECT ON CDN.Magazyny TO [allegro_optima];
GRANT SELECT ON CDN.FormyPlatnosci TO [allegro_optima];
GRANT SELECT ON CDN.Kategorie TO [allegro_optima];
GRANT SELECT ON CDN.DefAtrybuty TO [allegro_optima];
GRANT SELECT ON CDN.DefCeny TO [allegro_optima];
GRANT SELECT ON CDN.KntOsoby TO [allegro_optima];
GRANT SELECT ON CDN.Grupy TO [allegro_optima];

-- Czytanie i dopisywanie: dokument z pozycjami, tabelką VAT i atrybutami.
GRANT SELECT, INSERT ON CDN.TraNag TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TraElem TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TraVat TO [allegro_optima];  -- SELECT: VAT w raporcie panelu
GRANT SELECT, INSERT ON CDN.DokAtrybuty TO [allegro_optima];

-- Dopisywanie nowych kart kontrahentów.
GRANT SELECT, INSERT ON CDN.Kontrahenci TO [allegro_optima];

-- Dopisywanie nowych kartotek towarów; zbędne, jeśli [products] create = false.
GRANT SELECT, INSERT ON CDN.Towary TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TwrCeny TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TwrEan TO [allegro_optima];
GRANT SELECT, INSERT ON CDN.TwrGrupy TO [allegro_optima];

-- Tylko przy ustawieniu [orders] after_import = "replace": usuwanie własnych, nietkniętych RO z bufora.
-- GRANT SELECT ON CDN.TraNagRelacje TO [allegro_optima];
-- GRANT DELETE ON CDN.DokAtrybuty TO [allegro_optima];
-- GRANT DELETE ON CDN.TraVat TO [allegro_optima];
-- GRANT DELETE ON CDN.TraElem TO [allegro_optima];
-- GRANT DELETE ON CDN.TraNag TO [allegro_optima];
