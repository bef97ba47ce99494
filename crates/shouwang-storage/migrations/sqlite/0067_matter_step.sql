-- 事项步骤 matter_step: Matter step
CREATE TABLE "matter_step" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "matter" TEXT,
    "unit" TEXT,
    "applicant" TEXT,
    "kind" TEXT,
    "step" INTEGER,
    "does" TEXT,
    "subject" TEXT,
    "due_on" TEXT,
    "given_to" TEXT,
    "asked" INTEGER,
    "closed_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_step_current" ON "matter_step" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
