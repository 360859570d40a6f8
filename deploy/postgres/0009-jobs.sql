-- Jobs that fill a catalogue from a feed. The epoch is raised by each claim: who claimed a job last writes it. The record is a JSON object.
CREATE TABLE jobs (
    id       uuid PRIMARY KEY,
    number   bigint GENERATED ALWAYS AS IDENTITY,
    catalog  text COLLATE "C" NOT NULL,
    epoch    bigint NOT NULL DEFAULT 0,
    ended    boolean NOT NULL DEFAULT false,
    record   text NOT NULL
);
CREATE INDEX jobs_by_catalog ON jobs (catalog, number);

-- A feed in parts, until its job has ended.
CREATE TABLE feed_parts (
    job     uuid NOT NULL,
    number  integer NOT NULL,
    at      timestamptz NOT NULL,
    bytes   bytea NOT NULL,
    PRIMARY KEY (job, number)
);

CREATE TABLE refused_rows (
    job     uuid NOT NULL,
    number  bigint NOT NULL,
    id      text,
    code    text NOT NULL,
    detail  text NOT NULL,
    PRIMARY KEY (job, number)
);

-- What the server of an item's picture said of the file, for the revision of the item that was stored with it.
CREATE TABLE sources (
    catalog        text COLLATE "C" NOT NULL,
    id             text COLLATE "C" NOT NULL,
    revision       text NOT NULL,
    etag           text,
    last_modified  text,
    PRIMARY KEY (catalog, id)
);
