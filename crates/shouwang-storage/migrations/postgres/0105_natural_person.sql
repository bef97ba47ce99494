-- Which accounts are one natural person's is asked whenever somebody is looked up: by identity and entry among the persons; by subject there is an index already.
CREATE INDEX login_by_identity ON login (identity);
CREATE INDEX login_by_person ON login (person);
