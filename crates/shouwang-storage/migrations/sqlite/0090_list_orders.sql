-- What the orders of lists need: duties by the day they are due and by unit, jobs by the moment they are due, in one state and in all; matters by
-- the day they are due.
CREATE INDEX duty_status_due ON duty_status (due_on, urgency, id);
CREATE INDEX duty_status_by_unit ON duty_status ((COALESCE(unit, '')), urgency, due_on, id);
CREATE INDEX job_by_due ON job (due_at, id);
CREATE INDEX job_state_due ON job (state, due_at, id);
CREATE INDEX "matter_list_due" ON "matter" ("due_on", "code", "held_from") WHERE "superseded_at" = 9223372036854775807;
