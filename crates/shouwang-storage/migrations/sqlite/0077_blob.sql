-- Texts that are too long for a row, in parts: files that were sealed. The name is the SM3 of all parts one after the other, so that each shows by
-- itself whether it is what it was; which of them belong here, the rows that name them say.
CREATE TABLE blob (
    name TEXT NOT NULL,
    part INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (name, part)
) STRICT, WITHOUT ROWID;
-- What lists of files and documents need.
CREATE INDEX "matter_file_list" ON "matter_file" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "matter_file_list_matter" ON "matter_file" ("matter") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "matter_file_began" ON "matter_file" ("learned_act");
CREATE INDEX "matter_file_ended" ON "matter_file" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "matter_document_list" ON "matter_document" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "matter_document_list_matter" ON "matter_document" ("matter") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "matter_document_began" ON "matter_document" ("learned_act");
CREATE INDEX "matter_document_ended" ON "matter_document" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
