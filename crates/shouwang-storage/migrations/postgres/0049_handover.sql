-- 责任移交 handover: Handover
CREATE TABLE "handover" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "network" TEXT,
    "from_unit" TEXT,
    "to_unit" TEXT,
    "reason" TEXT,
    "signed_by_both" BIGINT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "handover_current" ON "handover" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
