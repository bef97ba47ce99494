-- By which acts the rows of the system's own registers began and ended, for whoever looks through the acts of one register.
CREATE INDEX "login_began" ON "login" ("learned_act");
CREATE INDEX "login_ended" ON "login" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "role_grant_began" ON "role_grant" ("learned_act");
CREATE INDEX "role_grant_ended" ON "role_grant" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "credential_began" ON "credential" ("learned_act");
CREATE INDEX "credential_ended" ON "credential" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "setting_began" ON "setting" ("learned_act");
CREATE INDEX "setting_ended" ON "setting" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "policy_text_began" ON "policy_text" ("learned_act");
CREATE INDEX "policy_text_ended" ON "policy_text" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
