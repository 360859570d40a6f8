using System.Globalization;

namespace FashionOrleans.Storage;

/// <summary>
/// What both databases are asked about rows that do not fit together. Each question gives a catalogue's generation, a shard, an id and a number, any of
/// them null, of at most <c>{limit}</c> rows.
/// </summary>
static class StoreInspection
{
    /// <summary>The questions, and the sentence for each row of an answer: <c>{0}</c> is the generation, <c>{1}</c> the number.</summary>
    /// <param name="dropped">A condition on <c>generation</c>: that it is of a catalogue whose drop has not been finished, which is no damage.</param>
    public static IReadOnlyList<(string Sql, string Sentence)> Questions(string dropped) =>
    [
        (
            $"SELECT generation, NULL, NULL, count(*) FROM items WHERE generation NOT IN (SELECT generation FROM catalogs) AND NOT ({dropped}) GROUP BY generation",
            "{1} items belong to generation {0}, which no catalogue has."),
        (
            $"SELECT generation, NULL, NULL, count(*) FROM pictures WHERE generation NOT IN (SELECT generation FROM catalogs) AND NOT ({dropped}) GROUP BY generation",
            "{1} pictures belong to generation {0}, which no catalogue has."),
        (
            "SELECT c.generation, NULL, NULL, count(s.shard) FROM catalogs c LEFT JOIN shards s ON s.generation = c.generation AND s.shard BETWEEN 0 AND c.shards - 1 GROUP BY c.generation, c.shards HAVING count(s.shard) <> c.shards",
            "Only {1} of its shards have a row."),
        (
            "SELECT i.generation, i.shard, min(i.id), count(*) FROM items i JOIN catalogs c ON c.generation = i.generation WHERE i.shard NOT BETWEEN 0 AND c.shards - 1 GROUP BY i.generation, i.shard",
            "{1} items lie in a shard that the catalogue does not have; one of them is named."),
        (
            "SELECT i.generation, i.shard, i.id, i.version FROM items i JOIN shards s ON s.generation = i.generation AND s.shard = i.shard WHERE i.version > s.version OR i.version < 1",
            "The row is of version {1}, which its shard never had."),
        (
            "SELECT d.generation, d.shard, d.id, d.version FROM deleted_items d JOIN shards s ON s.generation = d.generation AND s.shard = d.shard WHERE d.version > s.version",
            "Its deletion is of version {1}, which its shard never had."),
        (
            "SELECT s.generation, s.shard, NULL, s.changes_since FROM shards s WHERE s.changes_since > s.version OR s.version < 0 OR s.epoch < 0",
            "The row of the shard contradicts itself: its version or epoch is below 0, or it remembers changes since {1}, which is yet to come."),
        (
            "SELECT p.generation, p.shard, p.id, NULL FROM pictures p WHERE p.generation IN (SELECT generation FROM catalogs) AND NOT EXISTS (SELECT 1 FROM items i WHERE i.generation = p.generation AND i.shard = p.shard AND i.id = p.id) AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.generation = p.generation AND q.shard = p.shard AND q.id = p.id)",
            "There is a picture of an item that does not exist."),
        (
            "SELECT q.generation, q.shard, q.id, NULL FROM quarantine q JOIN items i ON i.generation = q.generation AND i.shard = q.shard AND i.id = q.id",
            "It is in quarantine and among the items as well."),
    ];

    /// <summary>The sentence of a row.</summary>
    public static string Say(string sentence, long generation, long? number) => string.Format(CultureInfo.InvariantCulture, sentence, generation, number);
}
