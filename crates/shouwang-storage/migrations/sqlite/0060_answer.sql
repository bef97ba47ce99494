-- Answers to requests that may come twice. Beside the registers: kept for a day, covered by nothing. Instants are microseconds in UTC.
CREATE TABLE answer (
    login TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    status INTEGER,
    headers TEXT,
    body TEXT,
    PRIMARY KEY (login, idempotency_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_taken_at ON answer (taken_at);
