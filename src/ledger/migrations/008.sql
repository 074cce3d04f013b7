-- Documents of other programs that this one brought in, by their key: whose they are (SHA-256 of the sender; none where no
-- number guards), and what they say (the key of the content without the time of the export).
CREATE TABLE foreign_documents (
    key     TEXT PRIMARY KEY,
    sender  TEXT,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
