-- 单位 unit: Unit
CREATE TABLE "unit" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
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
    "handles_important_data" INTEGER,
    "handles_government_data" INTEGER,
    "critical_infrastructure" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "unit_current" ON "unit" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
