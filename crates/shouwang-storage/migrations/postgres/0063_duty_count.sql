-- Where the unit of a status stands, beside the status: `seat` is the unit's division and `industry` its industry, both as its standing row that
-- began last says, which is also what `unit_place` goes by. Statuses from before do not say so; the next server plans them anew.
DELETE FROM duty_status;
DELETE FROM planning;
ALTER TABLE duty_status ADD COLUMN seat TEXT COLLATE "C";
ALTER TABLE duty_status ADD COLUMN industry TEXT COLLATE "C";
-- What has stood so since a day only.
CREATE INDEX duty_status_since ON duty_status (since_on, urgency);

-- How many statuses say the same: written with the statuses, in the same transaction. An empty text is none.
CREATE TABLE duty_count (
    duty TEXT COLLATE "C" NOT NULL,
    division TEXT COLLATE "C" NOT NULL,
    seat TEXT COLLATE "C" NOT NULL,
    industry TEXT COLLATE "C" NOT NULL,
    urgency BIGINT NOT NULL,
    status_count BIGINT NOT NULL,
    PRIMARY KEY (duty, division, seat, industry, urgency)
);
CREATE INDEX duty_count_seat ON duty_count (seat);
CREATE INDEX duty_count_gone ON duty_count (status_count) WHERE status_count = 0;
