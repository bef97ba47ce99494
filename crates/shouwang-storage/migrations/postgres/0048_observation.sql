-- 观测 observation: Observation
CREATE TABLE "observation" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
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
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "observation_current" ON "observation" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
