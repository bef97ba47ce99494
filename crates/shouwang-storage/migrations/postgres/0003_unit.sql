-- 单位 unit: Unit
CREATE TABLE "unit" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "division" TEXT,
    "functions" TEXT,
    "credit_code" TEXT,
    "industry" TEXT,
    "parent" TEXT,
    "handles_important_data" BIGINT,
    "handles_government_data" BIGINT,
    "critical_infrastructure" BIGINT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "unit_current" ON "unit" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
