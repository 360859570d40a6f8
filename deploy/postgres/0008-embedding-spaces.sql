-- A catalogue has an embedding space that answers and, while its model is changed, a second one that stands by: rows of their own, generations of
-- their own, the same name. Slot 0 answers, slot 1 stands by.
ALTER TABLE catalogs ADD COLUMN slot integer NOT NULL DEFAULT 0;
ALTER TABLE catalogs DROP CONSTRAINT catalogs_name_key;
ALTER TABLE catalogs ADD CONSTRAINT catalogs_name_slot UNIQUE (name, slot);

-- Of a shard that stands by: the version of the other space's shard up to which it has everything.
ALTER TABLE shards ADD COLUMN source_version bigint;

-- What is known of a catalogue's last change of model, a JSON object.
CREATE TABLE migrations (
    name    text PRIMARY KEY,
    record  text NOT NULL
);

-- Exchanges the two spaces of a catalogue if every shard that stands by has all of the one that answers, and tells whether it did.
CREATE FUNCTION switch_spaces(answering bigint, standing_by bigint) RETURNS boolean LANGUAGE plpgsql AS '
BEGIN
    -- A commit under way comes before this or, with an epoch that is out of date, after it.
    PERFORM 1 FROM catalogs WHERE generation IN (answering, standing_by) ORDER BY generation FOR UPDATE;
    PERFORM 1 FROM shards WHERE generation IN (answering, standing_by) ORDER BY generation, shard FOR UPDATE;
    IF NOT EXISTS (
            SELECT 1 FROM catalogs a JOIN catalogs s ON s.name = a.name
            WHERE a.generation = answering AND a.slot = 0 AND s.generation = standing_by AND s.slot = 1)
        OR EXISTS (
            SELECT 1 FROM shards a JOIN shards s ON s.generation = standing_by AND s.shard = a.shard
            WHERE a.generation = answering AND a.version IS DISTINCT FROM s.source_version) THEN
        RETURN false;
    END IF;

    -- A write whose answer was lost and which is tried again in the other space was done there as well.
    INSERT INTO writes (generation, shard, write, version, deleted)
    SELECT standing_by, w.shard, w.write, s.version, w.deleted
    FROM writes w
    JOIN shards a ON a.generation = answering AND a.shard = w.shard
    JOIN shards s ON s.generation = standing_by AND s.shard = w.shard
    WHERE w.generation = answering AND w.version > a.version - 1000
    ON CONFLICT DO NOTHING;

    UPDATE shards a SET epoch = a.epoch + 1, source_version = s.version
    FROM shards s WHERE a.generation = answering AND s.generation = standing_by AND s.shard = a.shard;
    UPDATE shards SET epoch = epoch + 1, source_version = NULL WHERE generation = standing_by;

    UPDATE catalogs SET slot = -1 WHERE generation = answering;
    UPDATE catalogs SET slot = 0, field_types = (SELECT field_types FROM catalogs WHERE generation = answering) WHERE generation = standing_by;
    UPDATE catalogs SET slot = 1 WHERE generation = answering;
    RETURN true;
END';
