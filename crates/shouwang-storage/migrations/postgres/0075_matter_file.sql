-- 事项附件 matter_file: Matter file
CREATE TABLE "matter_file" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "matter" TEXT,
    "name" TEXT,
    "media" TEXT,
    "bytes" BIGINT,
    "sm3" TEXT,
    "sealed" TEXT,
    "verdict" TEXT,
    "by" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_file_current" ON "matter_file" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
