-- 密码应用评估 crypto_assessment: Cryptography assessment
CREATE TABLE "crypto_assessment" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "network" TEXT,
    "system" TEXT,
    "conclusion" TEXT,
    "filed_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "crypto_assessment_current" ON "crypto_assessment" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
