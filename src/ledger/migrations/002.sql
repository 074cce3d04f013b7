-- Files whose import has begun and not ended: content, name, and the key of the document that they bring.
CREATE TABLE begun (
    sha256 TEXT NOT NULL,
    name   TEXT NOT NULL,
    key    TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (sha256, name, key)
) STRICT, WITHOUT ROWID;
