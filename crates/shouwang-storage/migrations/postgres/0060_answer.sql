-- Answers to requests that may come twice. Beside the registers: kept for a day, covered by nothing. Instants are microseconds in UTC.
CREATE TABLE answer (
    login TEXT COLLATE "C" NOT NULL,
    idempotency_key TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    status BIGINT,
    headers TEXT,
    body TEXT,
    PRIMARY KEY (login, idempotency_key)
);
CREATE INDEX answer_taken_at ON answer (taken_at);
