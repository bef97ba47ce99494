-- 发布账号 publishing_account: Publishing account
CREATE TABLE "publishing_account" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "platform" TEXT,
    "responsible_person" TEXT,
    "review_rule" BIGINT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "publishing_account_current" ON "publishing_account" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
