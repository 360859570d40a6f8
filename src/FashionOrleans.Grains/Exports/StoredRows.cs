using FashionOrleans.Grains.Shards;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Exports;

/// <summary>Tells rows of a snapshot that are damaged.</summary>
static class StoredRows
{
    // What ingest makes is closer to one than this by far; what was written without a checksum is told from damage by it.
    const double LengthTolerance = 1e-3;

    /// <summary>What is wrong with a row and its picture, a sentence; null when all is well.</summary>
    /// <param name="row">The row.</param>
    /// <param name="dimension">The length of the catalogue's embeddings.</param>
    public static string? FindDamage(StoredRow row, int dimension)
    {
        var (entry, damage) = StoredRowReader.Read(row.Item, dimension);
        return damage ?? FindDamage(entry!.Value.Vector.Span) ?? FindPictureDamage(row);
    }

    static string? FindDamage(ReadOnlySpan<float> vector)
    {
        var squares = 0.0;
        foreach (var component in vector)
        {
            squares += (double)component * component;
        }

        var length = Math.Sqrt(squares);
        return Math.Abs(length - 1) > LengthTolerance ? $"The vector has the length {length:g4}; it should have length one." : null;
    }

    static string? FindPictureDamage(StoredRow row) =>
        row.PictureChecksum is not { } kept ? null
        : row.Item.Picture is not { } picture ? "Its picture is missing."
        : ItemChecksum.Of(picture) != kept ? "The picture is not what was written: its checksum differs."
        : null;
}
