-- 事项 matter: Matter
CREATE TABLE "matter" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "kind" TEXT,
    "rule" TEXT,
    "applicant" TEXT,
    "status" TEXT,
    "subject" TEXT,
    "lines_count" BIGINT,
    "filed_on" TEXT,
    "due_on" TEXT,
    "granted_until" TEXT,
    "urgent" BIGINT,
    "lines" TEXT,
    "state" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_current" ON "matter" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
