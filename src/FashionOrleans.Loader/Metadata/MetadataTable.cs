using System.Text;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Metadata;

/// <summary>
/// The rows of a metadata file by id; all of them are held in memory.
/// </summary>
sealed class MetadataTable
{
    readonly Dictionary<string, string[]> _rows;
    readonly string[] _columns;
    readonly bool[] _isNumeric;
    readonly int _idColumn;

    MetadataTable(Dictionary<string, string[]> rows, string[] columns, bool[] isNumeric, int idColumn, MetadataTraits traits)
    {
        _rows = rows;
        _columns = columns;
        _isNumeric = isNumeric;
        _idColumn = idColumn;
        Traits = traits;
    }

    public MetadataTraits Traits { get; }

    public IReadOnlyCollection<string> Ids => _rows.Keys;

    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Reads a comma-separated file with a header line, also in gzip.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="idColumn">Name of the column of ids.</param>
    /// <param name="interrupt">Ends it.</param>
    /// <exception cref="InputException">No file, no header, no such column, or a gzip that is not taken.</exception>
    public static async Task<MetadataTable> LoadAsync(string path, string idColumn, CancellationToken interrupt)
    {
        if (!File.Exists(path)) throw new InputException($"There is no file at '{path}'. Give --metadata a CSV file with a header line.");
        await using var file = File.OpenRead(path);
        return await ReadAsync(file, path, idColumn, PackedMetadata.MaxBytes, interrupt);
    }

    /// <summary>Reads what <see cref="LoadAsync"/> does, from a stream.</summary>
    /// <param name="file">The file, from its beginning.</param>
    /// <param name="path">What to call it.</param>
    /// <param name="idColumn">Name of the column of ids.</param>
    /// <param name="maxUnpacked">The most bytes that a gzip may become.</param>
    /// <param name="interrupt">Ends it.</param>
    public static async Task<MetadataTable> ReadAsync(Stream file, string path, string idColumn, long maxUnpacked, CancellationToken interrupt)
    {
        await using var text = await PackedMetadata.OpenAsync(file, path, maxUnpacked, interrupt);
        using var reader = new StreamReader(text, Encoding.UTF8);
        return Read(reader, path, idColumn);
    }

    public static MetadataTable Read(TextReader reader, string path, string idColumn)
    {
        var records = new CsvRecords(reader);
        var fields = new List<string>();
        if (!records.Read(fields)) throw new InputException($"'{path}' is empty. Give --metadata a CSV file with a header line.");
        var columns = fields.Select(field => field.Trim()).ToArray();
        var id = IdColumn(columns, path, idColumn);

        var traits = new MetadataTraits();
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        while (records.Read(fields))
        {
            traits.Rows++;
            var row = RowOf(fields, columns.Length, traits, pool);
            if (row[id].Length == 0) traits.RowsWithoutId++;
            else if (!rows.TryAdd(NameOf(row[id]), row)) traits.DuplicateRows++;
            else traits.BlankLabels += row.Count(string.IsNullOrEmpty);
        }

        return new(rows, columns, NumericColumns(rows.Values, columns.Length), id, traits);
    }

    /// <summary>The attributes of an id, or null when no row has it. Blank labels are left out; numbers are numbers.</summary>
    public IReadOnlyDictionary<string, AttributeValue>? AttributesOf(string id)
    {
        if (!_rows.TryGetValue(id, out var row)) return null;
        var attributes = new Dictionary<string, AttributeValue>(row.Length, StringComparer.Ordinal);
        for (var column = 0; column < row.Length; column++)
        {
            if (column == _idColumn || row[column].Length == 0 || _columns[column].Length == 0) continue;
            attributes[_columns[column]] = _isNumeric[column] ? NumberText.Parse(row[column]) : row[column];
        }

        return attributes;
    }

    /// <summary>The label as it is written in the file, or null when it is blank or there is no such row.</summary>
    public string? LabelOf(string id, string column)
    {
        var index = Array.IndexOf(_columns, column);
        return index >= 0 && _rows.TryGetValue(id, out var row) && row[index].Length > 0 ? row[index] : null;
    }

    static int IdColumn(string[] columns, string path, string idColumn)
    {
        var twice = columns.Where(column => column.Length > 0).GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InputException($"'{path}' has two columns named {twice.Key}. Rename one.");
        var index = Array.FindIndex(columns, column => column.Equals(idColumn, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new InputException($"'{path}' has no column named {idColumn}; its columns are {string.Join(", ", columns)}. Name the one that holds the ids with --id-column.");
    }

    // Names in the original data set have commas that nobody quoted: what is too much belongs to the last column.
    static string[] RowOf(List<string> fields, int width, MetadataTraits traits, Dictionary<string, string> pool)
    {
        if (fields.Count > width) traits.RowsWithExtraCommas++;
        if (fields.Count < width) traits.ShortRows++;
        var row = new string[width];
        for (var column = 0; column < width; column++)
        {
            var text = column >= fields.Count ? ""
                : column == width - 1 ? string.Join(',', fields.Skip(column))
                : fields[column];
            row[column] = Pooled(BlankLabel.Normalize(text), pool);
        }

        return row;
    }

    // Labels repeat thousands of times: one instance of each serves all rows. Names hardly repeat, and are not kept.
    static string Pooled(string text, Dictionary<string, string> pool)
    {
        const int longestLabel = 24;
        if (text.Length is 0 or > longestLabel) return text;
        if (pool.TryGetValue(text, out var same)) return same;
        pool.Add(text, text);
        return text;
    }

    // An id column may name the picture's file ("123.jpg") as well as its stem.
    static string NameOf(string id) => Sources.FileKinds.HasPictureExtension(id) ? Path.GetFileNameWithoutExtension(id) : id;

    static bool[] NumericColumns(IEnumerable<string[]> rows, int width)
    {
        var hasValue = new bool[width];
        var hasText = new bool[width];
        foreach (var row in rows)
        {
            for (var column = 0; column < width; column++)
            {
                if (row[column].Length == 0 || hasText[column]) continue;
                hasValue[column] = true;
                hasText[column] = !NumberText.IsNumber(row[column]);
            }
        }

        return [.. hasValue.Zip(hasText, (value, text) => value && !text)];
    }
}
