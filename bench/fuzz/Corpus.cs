using System.Security.Cryptography;

namespace FashionOrleans.Fuzz;

/// <summary>Inputs that are kept: those of earlier findings, and some that took new branches. A file each, a folder a target.</summary>
static class Corpus
{
    /// <summary>The folder beside the program, as the build copies it.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "corpus");

    public static byte[][] Read(string target)
    {
        var folder = Path.Combine(Folder, target);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }

    /// <summary>Writes an input under a name that tells what it holds.</summary>
    public static string Write(string folder, byte[] input, string prefix = "")
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{prefix}{Convert.ToHexStringLower(SHA256.HashData(input))[..16]}.bin");
        File.WriteAllBytes(path, input);
        return path;
    }
}
