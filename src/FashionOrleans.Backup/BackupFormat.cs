namespace FashionOrleans.Backup;

/// <summary>The names of a backup's files. <c>docs/backup.md</c> describes the format.</summary>
public static class BackupFormat
{
    /// <summary>What the manifest calls itself.</summary>
    public const string Name = "fashionorleans-backup";

    /// <summary>The version that is written. Every earlier one is read.</summary>
    public const int Version = 1;

    /// <summary>The file that names and sums up the others. It is written last: without it a backup is not whole.</summary>
    public const string ManifestFile = "manifest.json";

    /// <summary>How vectors are written: rows of float32, little-endian, without a header.</summary>
    public const string VectorEncoding = "float32-le";

    /// <summary>How the names of vectors' files end.</summary>
    public const string VectorsEnding = ".vectors.f32";

    const string ShoppersStart = "shoppers-";
    const string ShoppersEnding = ".jsonl";
    const int MostDigits = 10;

    /// <summary>A line of JSON an item, in UTF-8.</summary>
    public static string ItemsFile(int part) => $"part-{part:00000}.items.jsonl";

    /// <summary>The vectors of the items in the same order.</summary>
    public static string VectorsFile(int part) => $"part-{part:00000}{VectorsEnding}";

    /// <summary>The pictures of those items that have one, stored without compression.</summary>
    public static string PicturesFile(int part) => $"part-{part:00000}.pictures.zip";

    /// <summary>A line of JSON a shopper, in UTF-8.</summary>
    public static string ShoppersFile(int number) => $"{ShoppersStart}{number:00000}{ShoppersEnding}";

    /// <summary>Whether a name is that of a file of a backup: no other is ever written, wherever it came from.</summary>
    public static bool IsFile(string name) =>
        name == ManifestFile
        || EndingOf(name, "part-") is ".items.jsonl" or VectorsEnding or ".pictures.zip"
        || EndingOf(name, ShoppersStart) is ShoppersEnding;

    /// <summary>What follows the number of a name; null for a name of another form.</summary>
    static string? EndingOf(string name, string start) =>
        name.StartsWith(start, StringComparison.Ordinal)
        && name.IndexOf('.', StringComparison.Ordinal) is var dot && dot > start.Length && dot <= start.Length + MostDigits
        && !name.AsSpan(start.Length, dot - start.Length).ContainsAnyExceptInRange('0', '9')
            ? name[dot..]
            : null;
}
