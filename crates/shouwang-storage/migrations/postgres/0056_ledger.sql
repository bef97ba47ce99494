-- The ledger: one entry for every act and for whatever else is put on record. Entries are only ever appended; hashes and salts are lower-case
-- hexadecimal digits. Instants are microseconds in UTC.

-- The actor's own name for a request, as a hash over both: it says nothing of anybody, and the second request of that name is known by it.
ALTER TABLE act ADD COLUMN idempotency_key TEXT;
CREATE UNIQUE INDEX act_idempotency_key ON act (idempotency_key) WHERE idempotency_key IS NOT NULL;

-- `entry` is the leaf; `leaf_…` are its hashes. Of the private payload only a salted hash is in the entry: `private`, `salt` and `actor`
-- may be erased (all three are NULL then). The other columns repeat what the entry says, to be searched.
CREATE TABLE ledger_entry (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    operation TEXT NOT NULL,
    actor TEXT,
    unit TEXT,
    function TEXT,
    request TEXT NOT NULL,
    act BIGINT REFERENCES act (id),
    entry TEXT NOT NULL,
    leaf_sm3 TEXT NOT NULL,
    leaf_sha256 TEXT NOT NULL,
    private TEXT,
    salt TEXT
);
CREATE UNIQUE INDEX ledger_entry_act ON ledger_entry (act);
CREATE INDEX ledger_entry_at ON ledger_entry (at);
CREATE INDEX ledger_entry_actor ON ledger_entry (actor, seq);
CREATE INDEX ledger_entry_unit ON ledger_entry (unit, seq);
CREATE INDEX ledger_entry_operation ON ledger_entry (operation, seq);

-- The roots of the complete subtrees of 256^level entries, level 1 and above.
CREATE TABLE ledger_node (
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    sm3 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (level, position)
);

-- How many entries there are, and the tree's right edge. One row; none until the program has opened the database for the first time.
CREATE TABLE ledger_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    frontier TEXT NOT NULL
);

-- Signed heads.
CREATE TABLE ledger_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);
