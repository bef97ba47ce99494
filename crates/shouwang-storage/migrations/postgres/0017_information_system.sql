-- 信息系统 information_system: Information system
CREATE TABLE "information_system" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "internet_facing" BIGINT,
    "network" TEXT,
    "online_on" TEXT,
    "offline_on" TEXT,
    "work_secrets" BIGINT,
    "government_data" BIGINT,
    "serves_public" BIGINT,
    "domain_name" TEXT,
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
CREATE UNIQUE INDEX "information_system_current" ON "information_system" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
