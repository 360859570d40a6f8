namespace FashionOrleans.Benchmarks;

/// <summary>The clone of the repository that the program was built in.</summary>
static class Clone
{
    /// <summary>Its folder; null where the program lies in none.</summary>
    public static string? Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "FashionOrleans.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    /// <summary>A file or folder in it.</summary>
    /// <exception cref="ArgumentException">The program lies in none.</exception>
    public static string PathOf(params ReadOnlySpan<string> path) =>
        Path.Combine([Find() ?? throw new ArgumentException("Run the bench from a clone of the repository."), .. path]);

    /// <summary>A project's program, built in Release.</summary>
    /// <exception cref="ArgumentException">It was not built, or the bench does not run from a clone.</exception>
    public static string ProgramOf(string project, string dll)
    {
        var program = PathOf("src", project, "bin", "Release", "net10.0", dll);
        return File.Exists(program) ? program : throw new ArgumentException($"Build it first: dotnet build src/{project} -c Release.");
    }
}
