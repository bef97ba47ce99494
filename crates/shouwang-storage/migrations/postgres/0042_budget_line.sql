-- 预算 budget_line: Budget line
CREATE TABLE "budget_line" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "year" BIGINT,
    "purpose" TEXT,
    "amount" BIGINT,
    "spent" BIGINT,
    "project" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "budget_line_current" ON "budget_line" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
