using System.Text;
using System.Text.RegularExpressions;
using FashionOrleans.Backup;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>The files of a backup in one input, each behind a line with its name.</summary>
sealed partial class ChangedFiles : IBackupFiles
{
    const string Mark = "\n=== ";

    readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public string Describe(string name) => name;

    public Stream? Open(string name) => _files.TryGetValue(name, out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    /// <summary>What stands before a file.</summary>
    public static string MarkOf(string name) => $"{Mark}{name}\n";

    /// <param name="input">The files.</param>
    /// <param name="isMended">Whether the lengths and checksums that the manifest and the lines name are made those of the files.</param>
    public static ChangedFiles Read(ReadOnlySpan<byte> input, bool isMended)
    {
        var files = new ChangedFiles();
        // Latin 1: a character a byte.
        foreach (var piece in Encoding.Latin1.GetString(input).Split(Mark).Skip(1))
        {
            if (piece.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end)
            {
                files._files[piece[..end]] = Encoding.Latin1.GetBytes(piece[(end + 1)..]);
            }
        }

        if (isMended)
        {
            files.MendLines();
            files.MendManifest();
        }

        return files;
    }

    void MendManifest() => Change(BackupFormat.ManifestFile, text => NamedFile().Replace(text, match =>
        _files.TryGetValue(match.Groups["name"].Value, out var bytes) ? With(match, "bytes", bytes.Length, BackupFile.Of("", bytes).Sha256) : match.Value));

    // Pictures are stored without compression, and so found in the zip as they are.
    void MendLines()
    {
        foreach (var name in _files.Keys.Where(name => name.EndsWith(".items.jsonl", StringComparison.Ordinal)).ToArray())
        {
            Change(name, text => NamedFile().Replace(text, match => ImportSeeds.PictureOf(_files, match.Groups["name"].Value) is { } picture
                ? With(match, "bytes", picture.Length, BackupFile.Of("", picture).Sha256)
                : match.Value));
        }
    }

    void Change(string name, Func<string, string> change)
    {
        if (_files.TryGetValue(name, out var bytes))
        {
            _files[name] = Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(bytes)));
        }
    }

    static string With(Match match, string bytes, int length, string sha256) => $"{match.Groups["before"].Value}\"{bytes}\":{length},\"sha256\":\"{sha256}\"";

    [GeneratedRegex("""(?<before>"(name|entry)":\s*"(?<name>[^"]*)",\s*("contentType":\s*"[^"]*",\s*)?)"bytes":\s*-?[0-9]+,\s*"sha256":\s*"[0-9a-f]*["]""")]
    private static partial Regex NamedFile();
}
