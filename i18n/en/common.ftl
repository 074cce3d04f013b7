# Placeholder until the first room brings its texts.
ok = OK
