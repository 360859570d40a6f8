using System.Text;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>
/// The list of what was refused and why: a CSV file with the columns id, file, code, reason. It is created with the
/// first entry, and each entry is on disk when <see cref="Add"/> returns.
/// </summary>
sealed class RefusedItems : IDisposable
{
    readonly Lock _lock = new();
    StreamWriter? _writer;

    /// <exception cref="InputException">The folder of the file is not there.</exception>
    public RefusedItems(string path)
    {
        // Found out now rather than at the first refusal, hours into a load.
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new InputException($"There is no folder '{folder}' for the list of refused items. Create it, or give --refused another path.");
        Path = path;
    }

    public string Path { get; }

    public void Add(string id, string file, string code, string reason)
    {
        lock (_lock)
        {
            _writer ??= Create();
            _writer.WriteLine($"{Quoted(id)},{Quoted(file)},{Quoted(code)},{Quoted(reason)}");
            _writer.Flush();
        }
    }

    public void Dispose() => _writer?.Dispose();

    StreamWriter Create()
    {
        var writer = new StreamWriter(Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine("id,file,code,reason");
        return writer;
    }

    static string Quoted(string field) =>
        field.AsSpan().ContainsAny("\",\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
