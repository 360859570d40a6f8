-- Catalogues, shards, items and kept pictures. Applied by the silo at its start; never edited after a release: changes come as new files.

CREATE TABLE catalogs (
    generation      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text NOT NULL UNIQUE,
    model           text NOT NULL,
    dimension       integer NOT NULL,
    shards          integer NOT NULL,
    replicas        integer NOT NULL,
    index_kind      text NOT NULL,
    vector_format   text NOT NULL,
    vector_storage  text NOT NULL
);

-- The epoch is the fence: a writer commits only while its own is the newest. The version counts the batches.
CREATE TABLE shards (
    generation  bigint NOT NULL,
    shard       integer NOT NULL,
    epoch       bigint NOT NULL DEFAULT 0,
    version     bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (generation, shard)
);

-- Ids compare by bytes, as the system's do.
CREATE TABLE items (
    generation  bigint NOT NULL,
    shard       integer NOT NULL,
    id          text COLLATE "C" NOT NULL,
    version     bigint NOT NULL,
    revision    text,
    attributes  bytea NOT NULL,
    vector      bytea NOT NULL,
    PRIMARY KEY (generation, shard, id)
);

-- Pictures lie apart: reading the vectors of a shard must not drag them through the cache.
CREATE TABLE pictures (
    generation    bigint NOT NULL,
    shard         integer NOT NULL,
    id            text COLLATE "C" NOT NULL,
    content_type  text NOT NULL,
    bytes         bytea NOT NULL,
    PRIMARY KEY (generation, shard, id)
);

-- Neither vectors nor pictures compress: nothing is spent on trying.
ALTER TABLE items ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE pictures ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Catalogues whose rows are being removed. What a crash leaves here is finished at the next start of a silo.
CREATE TABLE drops (
    generation  bigint PRIMARY KEY
);
