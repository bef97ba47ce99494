-- 业务专网 private_network: Private network
CREATE TABLE "private_network" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "on_extranet" INTEGER,
    "exchanges_data" INTEGER,
    "isolation_device" TEXT,
    "isolated" INTEGER,
    "merge_due_on" TEXT,
    "merged_on" TEXT,
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
CREATE UNIQUE INDEX "private_network_current" ON "private_network" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
