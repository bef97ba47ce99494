-- 信息系统 information_system: Information system
CREATE TABLE "information_system" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "internet_facing" INTEGER,
    "network" TEXT,
    "online_on" TEXT,
    "offline_on" TEXT,
    "work_secrets" INTEGER,
    "government_data" INTEGER,
    "serves_public" INTEGER,
    "domain_name" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "information_system_current" ON "information_system" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
