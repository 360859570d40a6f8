namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>Programs of the machine that some tests need.</summary>
static class Programs
{
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
