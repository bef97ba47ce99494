-- 事项经过 matter_entry: Matter entry
CREATE TABLE "matter_entry" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "matter" TEXT,
    "act" TEXT,
    "unit" TEXT,
    "step" BIGINT,
    "by" TEXT,
    "words" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_entry_current" ON "matter_entry" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
