-- Divisions, networks and systems are found by their names as they are typed in pinyin, as units are. The names are spelled anew when the program
-- opens the database.
ALTER TABLE unit_pinyin RENAME TO name_pinyin;
DELETE FROM name_pinyin;
