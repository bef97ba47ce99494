-- 资源分配 resource_allocation: Resource allocation
CREATE TABLE "resource_allocation" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "kind" TEXT,
    "purpose" TEXT,
    "approved" INTEGER,
    "used" INTEGER,
    "approved_use" INTEGER,
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
CREATE UNIQUE INDEX "resource_allocation_current" ON "resource_allocation" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
