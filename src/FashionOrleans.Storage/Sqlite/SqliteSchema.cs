using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

/// <summary>The tables and their upgrades. The file's <c>user_version</c> counts the upgrades that it has had.</summary>
static class SqliteSchema
{
    // Upgrades are only ever appended: files of every earlier version exist.
    static readonly string[] Upgrades =
    [
        """
        CREATE TABLE catalogs (
            generation  INTEGER PRIMARY KEY AUTOINCREMENT,
            name        TEXT NOT NULL UNIQUE,
            model       TEXT NOT NULL,
            dimension   INTEGER NOT NULL,
            shards      INTEGER NOT NULL,
            replicas    INTEGER NOT NULL,
            index_kind  TEXT NOT NULL
        ) STRICT;

        CREATE TABLE shards (
            generation  INTEGER NOT NULL,
            shard       INTEGER NOT NULL,
            epoch       INTEGER NOT NULL,
            version     INTEGER NOT NULL,
            PRIMARY KEY (generation, shard)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE items (
            row         INTEGER PRIMARY KEY,
            generation  INTEGER NOT NULL,
            shard       INTEGER NOT NULL,
            id          TEXT NOT NULL,
            version     INTEGER NOT NULL,
            revision    TEXT,
            attributes  BLOB NOT NULL,
            vector      BLOB NOT NULL,
            UNIQUE (generation, shard, id)
        ) STRICT;

        -- A shard is read in the order in which it was written: the index ends in the row number, so the file is read forwards.
        CREATE INDEX items_of_shard ON items (generation, shard);

        -- Pictures lie apart: reading the vectors of a shard must not drag them through the cache.
        CREATE TABLE pictures (
            row           INTEGER PRIMARY KEY,
            generation    INTEGER NOT NULL,
            shard         INTEGER NOT NULL,
            id            TEXT NOT NULL,
            content_type  TEXT NOT NULL,
            bytes         BLOB NOT NULL,
            UNIQUE (generation, shard, id)
        ) STRICT;
        """,
        """
        ALTER TABLE catalogs ADD COLUMN vector_format TEXT NOT NULL DEFAULT 'float32';
        ALTER TABLE catalogs ADD COLUMN vector_storage TEXT NOT NULL DEFAULT 'memory';
        """,
        """
        -- Deletions of earlier versions were not kept.
        ALTER TABLE shards ADD COLUMN changes_since INTEGER NOT NULL DEFAULT 0;
        UPDATE shards SET changes_since = version;

        CREATE INDEX items_by_version ON items (generation, shard, version);

        -- The ids that each version has deleted. Forgotten from the oldest on; changes_since of the shard says how far.
        CREATE TABLE deleted_items (
            row         INTEGER PRIMARY KEY,
            generation  INTEGER NOT NULL,
            shard       INTEGER NOT NULL,
            version     INTEGER NOT NULL,
            id          TEXT NOT NULL,
            UNIQUE (generation, shard, version, id)
        ) STRICT;
        """,
        """
        -- The tag is drawn anew by each write: a writer changes a row only while it has the tag that it has read.
        CREATE TABLE shoppers (
            id       TEXT PRIMARY KEY,
            tag      BLOB NOT NULL,
            profile  BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- The declared types of fields as a JSON object; null when none is declared.
        ALTER TABLE catalogs ADD COLUMN field_types TEXT;
        """,
        """
        -- The writes that a shard has done lately, by the number that all tries of one write bear. Forgotten together with the deletions.
        CREATE TABLE writes (
            row         INTEGER PRIMARY KEY,
            generation  INTEGER NOT NULL,
            shard       INTEGER NOT NULL,
            write       BLOB NOT NULL,
            version     INTEGER NOT NULL,
            deleted     INTEGER NOT NULL,
            UNIQUE (generation, shard, write)
        ) STRICT;
        """,
        """
        -- A catalogue has an embedding space that answers and, while its model is changed, a second one that stands by: rows of their own, the same
        -- name. Slot 0 answers, slot 1 stands by.
        CREATE TABLE spaces (
            generation      INTEGER PRIMARY KEY AUTOINCREMENT,
            name            TEXT NOT NULL,
            slot            INTEGER NOT NULL DEFAULT 0,
            model           TEXT NOT NULL,
            dimension       INTEGER NOT NULL,
            shards          INTEGER NOT NULL,
            replicas        INTEGER NOT NULL,
            index_kind      TEXT NOT NULL,
            vector_format   TEXT NOT NULL,
            vector_storage  TEXT NOT NULL,
            field_types     TEXT,
            UNIQUE (name, slot)
        ) STRICT;
        INSERT INTO spaces (generation, name, model, dimension, shards, replicas, index_kind, vector_format, vector_storage, field_types)
        SELECT generation, name, model, dimension, shards, replicas, index_kind, vector_format, vector_storage, field_types FROM catalogs;

        -- The numbers of dropped catalogues are not given again.
        DELETE FROM sqlite_sequence WHERE name = 'spaces';
        INSERT INTO sqlite_sequence (name, seq) SELECT 'spaces', seq FROM sqlite_sequence WHERE name = 'catalogs';
        DROP TABLE catalogs;
        ALTER TABLE spaces RENAME TO catalogs;

        -- Of a shard that stands by: the version of the other space's shard up to which it has everything.
        ALTER TABLE shards ADD COLUMN source_version INTEGER;

        -- What is known of a catalogue's last change of model, a JSON object.
        CREATE TABLE migrations (
            name    TEXT PRIMARY KEY,
            record  TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- Jobs that fill a catalogue from a feed. The epoch is raised by each claim: who claimed a job last writes it.
        CREATE TABLE jobs (
            number   INTEGER PRIMARY KEY AUTOINCREMENT,
            id       BLOB NOT NULL UNIQUE,
            catalog  TEXT NOT NULL,
            epoch    INTEGER NOT NULL DEFAULT 0,
            ended    INTEGER NOT NULL DEFAULT 0,
            record   TEXT NOT NULL
        ) STRICT;
        CREATE INDEX jobs_by_catalog ON jobs (catalog, number);

        -- A feed in parts, until its job has ended.
        CREATE TABLE feed_parts (
            job     BLOB NOT NULL,
            number  INTEGER NOT NULL,
            at      INTEGER NOT NULL,
            bytes   BLOB NOT NULL,
            PRIMARY KEY (job, number)
        ) STRICT;

        CREATE TABLE refused_rows (
            job     BLOB NOT NULL,
            number  INTEGER NOT NULL,
            id      TEXT,
            code    TEXT NOT NULL,
            detail  TEXT NOT NULL,
            PRIMARY KEY (job, number)
        ) STRICT, WITHOUT ROWID;

        -- What the server of an item's picture said of the file, for the revision of the item that was stored with it.
        CREATE TABLE sources (
            catalog        TEXT NOT NULL,
            id             TEXT NOT NULL,
            revision       TEXT NOT NULL,
            etag           TEXT,
            last_modified  TEXT,
            PRIMARY KEY (catalog, id)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- Rows of items that could not be read, moved aside so that their shard loads without them; see 0010-quarantine.sql.
        CREATE TABLE quarantine (
            row         INTEGER PRIMARY KEY,
            generation  INTEGER NOT NULL,
            shard       INTEGER NOT NULL,
            id          TEXT NOT NULL,
            reason      TEXT NOT NULL,
            found_at    TEXT NOT NULL,
            version     INTEGER NOT NULL,
            revision    TEXT,
            attributes  BLOB NOT NULL,
            vector      BLOB NOT NULL,
            UNIQUE (generation, shard, id)
        ) STRICT;

        -- What a row and its picture were when they were written. They hold for the version that they name.
        ALTER TABLE items ADD COLUMN checksum INTEGER;
        ALTER TABLE items ADD COLUMN picture_checksum INTEGER;
        ALTER TABLE items ADD COLUMN checksum_version INTEGER;
        """,
        """
        -- The day of a shopper's last event as yyyy-mm-dd; see 0011-shopper-days.sql.
        ALTER TABLE shoppers ADD COLUMN last_event TEXT NOT NULL DEFAULT '';
        UPDATE shoppers SET last_event = date('now');
        CREATE INDEX shoppers_by_last_event ON shoppers (last_event);
        """,
    ];

    /// <summary>The version of a file that is up to date.</summary>
    public static int Current => Upgrades.Length;

    /// <exception cref="StoreUnavailableException">The file is of a later version than this program knows.</exception>
    public static void Upgrade(SqliteConnection connection)
    {
        var version = VersionOf(connection);
        if (version > Upgrades.Length)
        {
            throw new StoreUnavailableException(
                $"{connection.DataSource} was written by a later version of FashionOrleans (format {version}, this program knows up to {Upgrades.Length}). Run that version, or point --data at another folder.");
        }

        for (; version < Upgrades.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            // A constant of this file and a loop counter: nothing of a user's goes into these statements.
#pragma warning disable CA2100
            command.CommandText = Upgrades[version] + $"PRAGMA user_version = {version + 1};";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    /// <summary>The upgrades that a file has had.</summary>
    public static int VersionOf(SqliteConnection connection) =>
        Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), System.Globalization.CultureInfo.InvariantCulture);

    static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants only, see above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
