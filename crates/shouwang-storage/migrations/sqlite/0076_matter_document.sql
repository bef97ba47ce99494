-- 事项文书 matter_document: Matter document
CREATE TABLE "matter_document" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "matter" TEXT,
    "document" TEXT,
    "bytes" INTEGER,
    "sm3" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "matter_document_current" ON "matter_document" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
