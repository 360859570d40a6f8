namespace FashionOrleans.Silo;

/// <summary>Finds the folder of the model packs where the configuration does not name it.</summary>
static class ModelFolder
{
    const string Name = "models";

    /// <summary>
    /// Beside the program (a published one carries its packs), in the working directory, or in the nearest folder above the program (a
    /// program built in a clone); the first of these where there is none.
    /// </summary>
    public static string Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Name);
        return Candidates(beside).FirstOrDefault(HasPacks) ?? beside;
    }

    static IEnumerable<string> Candidates(string beside)
    {
        yield return beside;
        yield return Path.GetFullPath(Name);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory).Parent; folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, Name);
        }
    }

    static bool HasPacks(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateDirectories(folder).Any(pack => File.Exists(Path.Combine(pack, "model.json")));
}
