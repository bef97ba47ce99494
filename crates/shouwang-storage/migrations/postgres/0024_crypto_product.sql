-- 密码产品 crypto_product: Cryptographic product
CREATE TABLE "crypto_product" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "name" TEXT,
    "certificate_number" TEXT,
    "certificate_until" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "crypto_product_current" ON "crypto_product" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
