-- Who wrote what, when, and from what: one row for each write that changed something. Instants are microseconds in UTC.
CREATE TABLE act (
    id BIGINT NOT NULL PRIMARY KEY,
    learned_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    source TEXT NOT NULL,
    added_count BIGINT NOT NULL,
    changed_count BIGINT NOT NULL,
    withdrawn_count BIGINT NOT NULL,
    unchanged_count BIGINT NOT NULL
);
CREATE INDEX act_learned_at ON act (learned_at);
