-- 项目 project: Project
CREATE TABLE "project" (
    "code" TEXT COLLATE "C" NOT NULL,
    "held_from" TEXT COLLATE "C" NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "plan" TEXT,
    "major" BIGINT,
    "network" TEXT,
    "security_planned_on" TEXT,
    "security_built_on" TEXT,
    "built_on" TEXT,
    "used_on" TEXT,
    "security_used_on" TEXT,
    "learned_at" BIGINT NOT NULL,
    "learned_act" BIGINT NOT NULL REFERENCES act (id),
    "superseded_at" BIGINT NOT NULL,
    "superseded_act" BIGINT REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
);
-- At most one version of a row stands.
CREATE UNIQUE INDEX "project_current" ON "project" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
