-- Whether a system uses cryptography: then its use is audited before the launch. Rows that are there say nothing of it.
ALTER TABLE "information_system" ADD COLUMN "uses_cryptography" BIGINT;
