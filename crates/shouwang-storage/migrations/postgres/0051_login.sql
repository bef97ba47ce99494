-- 账户 login: Account
CREATE TABLE "login" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "identity" TEXT,
    "person" TEXT,
    "unit" TEXT,
    "subject" TEXT,
    "created_by" TEXT,
    "disabled" BIGINT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "login_current" ON "login" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
