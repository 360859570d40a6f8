-- Rows of items that could not be read, moved aside so that their shard loads without them. An item is here or in items, never in both; its picture
-- stays where it is. Writing or deleting the item removes it from here.
CREATE TABLE quarantine (
    generation  bigint NOT NULL,
    shard       integer NOT NULL,
    id          text COLLATE "C" NOT NULL,
    reason      text NOT NULL,
    found_at    timestamptz NOT NULL,
    version     bigint NOT NULL,
    revision    text,
    attributes  bytea NOT NULL,
    vector      bytea NOT NULL,
    PRIMARY KEY (generation, shard, id)
);
ALTER TABLE quarantine ALTER COLUMN vector SET STORAGE EXTERNAL;

-- What a row and its picture were when they were written. They hold for the version that they name: a silo of an earlier release writes the others
-- of the columns and leaves these.
ALTER TABLE items ADD COLUMN checksum bigint;
ALTER TABLE items ADD COLUMN picture_checksum bigint;
ALTER TABLE items ADD COLUMN checksum_version bigint;
