# Allegro's words as people say them; the word itself stands beside in small type.

allegro-online = paid in advance
allegro-cash-on-delivery = cash on delivery
allegro-wire-transfer = bank transfer
allegro-split-payment = split payment
allegro-extended-term = extended term
allegro-operator-af = Allegro Finance
allegro-operator-p24 = Przelewy24
allegro-operator-payu = PayU
allegro-operator-offline = outside of Allegro
allegro-operator-ept = extended terms
allegro-carry-in = carrying in
allegro-gift-wrap = gift wrapping
