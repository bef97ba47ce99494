-- Work that is done after a request or at a time of day. A job is claimed by one server for a while; whoever lets the time run out loses it.
-- Instants are microseconds in UTC.
CREATE TABLE job (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    unique_key TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_by TEXT,
    claimed_until INTEGER,
    last_error TEXT,
    created_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
-- What waits already is not asked for a second time.
CREATE UNIQUE INDEX job_waiting_once ON job (kind, unique_key) WHERE state = 'waiting';
CREATE INDEX job_key ON job (kind, unique_key);
CREATE INDEX job_due ON job (due_at, id) WHERE state = 'waiting';
CREATE INDEX job_claimed ON job (claimed_until) WHERE state = 'running';
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_done ON job (done_at) WHERE state = 'done';

-- Tasks that one server at a time may do.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
