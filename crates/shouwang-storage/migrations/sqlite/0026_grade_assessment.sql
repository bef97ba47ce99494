-- 等级测评 grade_assessment: Grade assessment
CREATE TABLE "grade_assessment" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "network" TEXT,
    "system" TEXT,
    "grade" INTEGER,
    "conclusion" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "grade_assessment_current" ON "grade_assessment" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
