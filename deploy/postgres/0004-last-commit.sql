-- Which commit was the last of a shard: a writer that lost the answer to its commit asks for it.
ALTER TABLE shards ADD COLUMN last_commit uuid;
