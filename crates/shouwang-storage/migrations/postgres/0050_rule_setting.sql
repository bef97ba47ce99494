-- 规则设定 rule_setting: Rule setting
CREATE TABLE "rule_setting" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "rule" TEXT,
    "setting" TEXT,
    "decided_by" TEXT,
    "reason" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "rule_setting_current" ON "rule_setting" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
