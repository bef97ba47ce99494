-- What lists of holiday notices need, and whoever follows their changes.
CREATE INDEX "holiday_notice_list" ON "holiday_notice" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "holiday_notice_began" ON "holiday_notice" ("learned_act");
CREATE INDEX "holiday_notice_ended" ON "holiday_notice" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
