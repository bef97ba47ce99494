-- 密码应用评估 crypto_assessment: Cryptography assessment
CREATE TABLE "crypto_assessment" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "network" TEXT,
    "system" TEXT,
    "conclusion" TEXT,
    "filed_on" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "crypto_assessment_current" ON "crypto_assessment" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
