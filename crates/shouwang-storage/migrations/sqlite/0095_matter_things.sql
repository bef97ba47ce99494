-- The codes of everything that a matter's lines are about or name, so that it is found by the last of them as by the first.
ALTER TABLE "matter" ADD COLUMN "things" TEXT;
