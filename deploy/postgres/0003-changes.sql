-- What changed in a shard after a version: copies of a shard ask for it.

-- Deletions of earlier versions were not kept.
ALTER TABLE shards ADD COLUMN changes_since bigint NOT NULL DEFAULT 0;
UPDATE shards SET changes_since = version;

CREATE INDEX items_by_version ON items (generation, shard, version);

-- The ids that each version has deleted. Forgotten from the oldest on; changes_since of the shard says how far.
CREATE TABLE deleted_items (
    generation  bigint NOT NULL,
    shard       integer NOT NULL,
    version     bigint NOT NULL,
    id          text COLLATE "C" NOT NULL,
    PRIMARY KEY (generation, shard, version, id)
);
