using System.IO.Compression;
using System.Text;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>A small data set in a folder of its own, deleted with the test.</summary>
sealed class DataSet : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("loader-tests-").FullName;

    public string Images => Path.Combine(Root, "images");

    public string Metadata => Path.Combine(Root, "styles.csv");

    public string Refused => Path.Combine(Root, "refused.csv");

    /// <summary><c>images/1.jpg … n.jpg</c>, each with content of its own, and a row for each.</summary>
    public static DataSet Of(int count, int pictureBytes = 100)
    {
        var data = new DataSet();
        var rows = new StringBuilder("id,gender,articleType,baseColour,year,productDisplayName\n");
        for (var id = 1; id <= count; id++)
        {
            data.AddPicture($"images/{id}.jpg", Picture(id, pictureBytes));
            rows.Append($"{id},{(id % 2 == 0 ? "Men" : "Women")},Shirts,Blue,{2000 + (id % 20)},Shirt {id}\n");
        }

        File.WriteAllText(data.Metadata, rows.ToString());
        return data;
    }

    public static byte[] Picture(int id, int bytes = 100)
    {
        var picture = new byte[bytes];
        new Random(id).NextBytes(picture);
        // The fake server refuses a query picture that begins with '!'.
        if (picture.Length > 0) picture[0] = 0xFF;
        return picture;
    }

    public DataSet AddPicture(string path, byte[] content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return this;
    }

    public DataSet WithMetadata(string csv)
    {
        File.WriteAllText(Metadata, csv);
        return this;
    }

    /// <summary>The folder as a zip, with every entry below <paramref name="prefix"/>.</summary>
    public string Zip(CompressionLevel compression, string prefix = "")
    {
        var path = Path.Combine(Root, $"{compression}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(Images, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            archive.CreateEntryFromFile(file, prefix + Path.GetRelativePath(Root, file).Replace('\\', '/'), compression);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
