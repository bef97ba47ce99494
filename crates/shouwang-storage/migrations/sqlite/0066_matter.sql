-- 事项 matter: Matter
CREATE TABLE "matter" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "kind" TEXT,
    "rule" TEXT,
    "applicant" TEXT,
    "status" TEXT,
    "subject" TEXT,
    "lines_count" INTEGER,
    "filed_on" TEXT,
    "due_on" TEXT,
    "granted_until" TEXT,
    "urgent" INTEGER,
    "lines" TEXT,
    "state" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_current" ON "matter" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
