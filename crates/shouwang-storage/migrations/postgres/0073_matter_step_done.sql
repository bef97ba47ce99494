-- What is over for a body, the last first: the list of what it has done.
CREATE INDEX "matter_step_done" ON "matter_step" ("unit" COLLATE "C", "closed_on" COLLATE "C" DESC, "code" DESC) WHERE "superseded_at" = 9223372036854775807 AND "closed_on" IS NOT NULL;
