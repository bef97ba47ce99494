-- 角色授权 role_grant: Role grant
CREATE TABLE "role_grant" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "login" TEXT,
    "role" TEXT,
    "unit" TEXT,
    "contract" TEXT,
    "deputy_of" TEXT,
    "state" TEXT,
    "requested_by" TEXT,
    "decided_by" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
-- At most one version of a row stands.
CREATE UNIQUE INDEX "role_grant_current" ON "role_grant" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
