-- 安全审查 staff_vetting: Staff vetting
CREATE TABLE "staff_vetting" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "person" TEXT,
    "provider" TEXT,
    "conclusion" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "staff_vetting_current" ON "staff_vetting" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
