-- 开放端口 open_port: Open port
CREATE TABLE "open_port" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "number" INTEGER,
    "protocol" TEXT,
    "purpose" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "open_port_current" ON "open_port" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
