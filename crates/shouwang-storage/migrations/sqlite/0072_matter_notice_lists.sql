-- What lists of notices need: what was told last, what refers to a row, what a unit has not taken note of, and which acts wrote.
CREATE INDEX "matter_notice_list" ON "matter_notice" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "matter_notice_list_unit" ON "matter_notice" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "matter_notice_list_matter" ON "matter_notice" ("matter") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "matter_notice_began" ON "matter_notice" ("learned_act");
CREATE INDEX "matter_notice_ended" ON "matter_notice" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "matter_notice_open" ON "matter_notice" ("unit", "held_from" DESC, "code" DESC) WHERE "superseded_at" = 9223372036854775807 AND "noted_on" IS NULL;
