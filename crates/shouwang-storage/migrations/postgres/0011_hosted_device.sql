-- 托管设备 hosted_device: Hosted device
CREATE TABLE "hosted_device" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "room" TEXT,
    "secured_on" TEXT,
    "system" TEXT,
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
CREATE UNIQUE INDEX "hosted_device_current" ON "hosted_device" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
