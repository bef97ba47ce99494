-- Who wrote what, when, and from what: one row for each write that changed something. Instants are microseconds in UTC.
CREATE TABLE act (
    id INTEGER NOT NULL PRIMARY KEY,
    learned_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    source TEXT NOT NULL,
    added_count INTEGER NOT NULL,
    changed_count INTEGER NOT NULL,
    withdrawn_count INTEGER NOT NULL,
    unchanged_count INTEGER NOT NULL
) STRICT;
CREATE INDEX act_learned_at ON act (learned_at);
