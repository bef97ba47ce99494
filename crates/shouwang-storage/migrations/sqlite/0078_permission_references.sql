-- What a permission may be about besides: addresses, people on site, accounts, filed grades, assessments of cryptography, handovers; and what an
-- allocation counts. Rows that are there say nothing of it.
ALTER TABLE "permission" ADD COLUMN "prefix" TEXT;
ALTER TABLE "permission" ADD COLUMN "staff" TEXT;
ALTER TABLE "permission" ADD COLUMN "account" TEXT;
ALTER TABLE "permission" ADD COLUMN "publishing_account" TEXT;
ALTER TABLE "permission" ADD COLUMN "grade_filing" TEXT;
ALTER TABLE "permission" ADD COLUMN "crypto_assessment" TEXT;
ALTER TABLE "permission" ADD COLUMN "handover" TEXT;
ALTER TABLE "resource_allocation" ADD COLUMN "measure" TEXT;
CREATE INDEX "permission_list_prefix" ON "permission" ("prefix") WHERE "superseded_at" = 9223372036854775807 AND "prefix" IS NOT NULL;
CREATE INDEX "permission_list_staff" ON "permission" ("staff") WHERE "superseded_at" = 9223372036854775807 AND "staff" IS NOT NULL;
CREATE INDEX "permission_list_account" ON "permission" ("account") WHERE "superseded_at" = 9223372036854775807 AND "account" IS NOT NULL;
CREATE INDEX "permission_list_publishing_account" ON "permission" ("publishing_account") WHERE "superseded_at" = 9223372036854775807 AND "publishing_account" IS NOT NULL;
CREATE INDEX "permission_list_grade_filing" ON "permission" ("grade_filing") WHERE "superseded_at" = 9223372036854775807 AND "grade_filing" IS NOT NULL;
CREATE INDEX "permission_list_crypto_assessment" ON "permission" ("crypto_assessment") WHERE "superseded_at" = 9223372036854775807 AND "crypto_assessment" IS NOT NULL;
CREATE INDEX "permission_list_handover" ON "permission" ("handover") WHERE "superseded_at" = 9223372036854775807 AND "handover" IS NOT NULL;
