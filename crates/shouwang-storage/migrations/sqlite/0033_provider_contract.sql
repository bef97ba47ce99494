-- 服务合同 provider_contract: Provider contract
CREATE TABLE "provider_contract" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "provider" TEXT,
    "kind" TEXT,
    "security_terms" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "provider_contract_current" ON "provider_contract" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
