-- The day, in UTC, of a shopper's last event, by which those are forgotten who never come back. A day and not a moment: the index is touched once
-- a day, however much a shopper does. Whoever is there already counts as seen today, and so does what a silo of an earlier release writes.
ALTER TABLE shoppers ADD COLUMN last_event date NOT NULL DEFAULT (now() AT TIME ZONE 'utc')::date;
CREATE INDEX shoppers_by_last_event ON shoppers (last_event);
