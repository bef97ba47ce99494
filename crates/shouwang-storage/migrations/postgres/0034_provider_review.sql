-- 服务商检查 provider_review: Provider review
CREATE TABLE "provider_review" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "contract" TEXT,
    "access_control" BIGINT,
    "risk_management" BIGINT,
    "backup" BIGINT,
    "for_year" BIGINT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "provider_review_current" ON "provider_review" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
