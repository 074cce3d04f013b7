# Słowa Allegro tak, jak mówią ludzie; samo słowo stoi obok małymi literami.

allegro-online = płatność z góry
allegro-cash-on-delivery = za pobraniem
allegro-wire-transfer = przelew tradycyjny
allegro-split-payment = podzielona płatność
allegro-extended-term = odroczony termin
allegro-operator-af = Allegro Finance
allegro-operator-p24 = Przelewy24
allegro-operator-payu = PayU
allegro-operator-offline = poza Allegro
allegro-operator-ept = płatność odroczona
allegro-carry-in = wniesienie
allegro-gift-wrap = pakowanie na prezent
