-- 规则设定 rule_setting: Rule setting
CREATE TABLE "rule_setting" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "rule" TEXT,
    "setting" TEXT,
    "decided_by" TEXT,
    "reason" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "rule_setting_current" ON "rule_setting" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
