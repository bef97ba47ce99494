-- 账户 login: Account
CREATE TABLE "login" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
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
    "disabled" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "login_current" ON "login" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
