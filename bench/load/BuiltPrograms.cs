namespace FashionOrleans.Load;

/// <summary>Programs of the repository, built in Release.</summary>
static class BuiltPrograms
{
    /// <summary>The path of a project's program.</summary>
    /// <exception cref="ArgumentException">It was not built.</exception>
    public static string Find(string project, string dll)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FashionOrleans.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new ArgumentException($"Run this from a clone of the repository; {project} is looked for there.");
        }

        var program = Path.Combine(folder, "src", project, "bin", "Release", "net10.0", dll);
        return File.Exists(program) ? program : throw new ArgumentException($"Build it first: dotnet build src/{project} -c Release.");
    }
}
