-- 事项步骤 matter_step: Matter step
CREATE TABLE "matter_step" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "matter" TEXT,
    "unit" TEXT,
    "applicant" TEXT,
    "kind" TEXT,
    "step" BIGINT,
    "does" TEXT,
    "subject" TEXT,
    "due_on" TEXT,
    "given_to" TEXT,
    "asked" BIGINT,
    "closed_on" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_step_current" ON "matter_step" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
