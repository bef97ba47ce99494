-- 服务商检查 provider_review: Provider review
CREATE TABLE "provider_review" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "contract" TEXT,
    "access_control" INTEGER,
    "risk_management" INTEGER,
    "backup" INTEGER,
    "for_year" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "provider_review_current" ON "provider_review" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
