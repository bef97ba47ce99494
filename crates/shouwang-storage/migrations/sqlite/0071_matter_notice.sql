-- 事项通知 matter_notice: Matter notice
CREATE TABLE "matter_notice" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "matter" TEXT,
    "kind" TEXT,
    "occasion" TEXT,
    "subject" TEXT,
    "due_on" TEXT,
    "noted_on" TEXT,
    "noted_by" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_notice_current" ON "matter_notice" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
