-- 项目 project: Project
CREATE TABLE "project" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "plan" TEXT,
    "major" INTEGER,
    "network" TEXT,
    "security_planned_on" TEXT,
    "security_built_on" TEXT,
    "built_on" TEXT,
    "used_on" TEXT,
    "security_used_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "project_current" ON "project" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
