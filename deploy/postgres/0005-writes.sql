-- The writes that a shard has done lately, by the number that all tries of one write bear: none is done twice, whoever owns the shard meanwhile.
-- Forgotten together with the deletions of those versions. What the last commit was is answered from here as well.
CREATE TABLE writes (
    generation  bigint NOT NULL,
    shard       integer NOT NULL,
    write       uuid NOT NULL,
    version     bigint NOT NULL,
    deleted     integer NOT NULL,
    PRIMARY KEY (generation, shard, write)
);

ALTER TABLE shards DROP COLUMN last_commit;
