-- How names of units are written on a keyboard of Latin letters. Repeats what the names say and can be made anew: a server that finds none
-- although there are units makes all of them. Spellings stand one after the other, with a space between.
CREATE TABLE unit_pinyin (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    initials TEXT NOT NULL,
    syllables TEXT NOT NULL
);
