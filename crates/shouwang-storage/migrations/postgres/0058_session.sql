-- Who is logged in, and who is on the way there. Beside the registers: the ledger covers the log-in, not the row. Instants are microseconds in UTC.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    login TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    proved_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    client TEXT NOT NULL,
    agent TEXT NOT NULL,
    second_factor_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX session_login ON session (login);
CREATE INDEX session_ends_at ON session (ends_at);
-- A proof of what somebody has already done on the way to something; used once.
CREATE TABLE ticket (
    token_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    login TEXT COLLATE "C",
    payload TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX ticket_login ON ticket (login);
CREATE INDEX ticket_ends_at ON ticket (ends_at);
