-- 观测 observation: Observation
CREATE TABLE "observation" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "kind" TEXT,
    "unit" TEXT,
    "port" TEXT,
    "device" TEXT,
    "interface_device" TEXT,
    "exit" TEXT,
    "link" TEXT,
    "network" TEXT,
    "private_network" TEXT,
    "system" TEXT,
    "terminal" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "observation_current" ON "observation" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
