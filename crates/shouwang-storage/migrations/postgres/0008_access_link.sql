-- 接入链路 access_link: Access link
CREATE TABLE "access_link" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "network" TEXT,
    "mode" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "access_link_current" ON "access_link" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
