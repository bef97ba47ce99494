-- By what a server knows that it has the keys of this installation: a keyed hash of each key's name. Beside the registers: covered by nothing.
CREATE TABLE key_check (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
