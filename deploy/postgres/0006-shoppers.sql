-- What shoppers like, a row each. The tag is drawn anew by each write: a writer changes a row only while it has the tag that it has read.
CREATE TABLE shoppers (
    id       text PRIMARY KEY,
    tag      uuid NOT NULL,
    profile  bytea NOT NULL
);
