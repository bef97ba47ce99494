-- What is remembered of attempts to log in; it decides how long the next one has to wait. Not covered by the ledger. Instants are microseconds in UTC.
CREATE TABLE login_attempt (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    failures INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX login_attempt_failed_at ON login_attempt (failed_at);
-- The newest number that a second factor has shown: the step of a one-time code, the signature counter of a passkey.
CREATE TABLE login_counter (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    newest INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
-- Codes for whoever has lost his second factor; only their hashes, each good for once.
CREATE TABLE recovery_code (
    login TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (login, code_hash)
) STRICT, WITHOUT ROWID;
-- A log-in looks for these.
CREATE INDEX login_by_subject ON login (subject);
CREATE INDEX credential_by_login ON credential (login);
CREATE INDEX role_grant_by_login ON role_grant (login);
CREATE INDEX role_grant_by_role ON role_grant (role);
