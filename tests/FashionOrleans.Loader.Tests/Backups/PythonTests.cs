using System.Diagnostics;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>The program in the documentation reads a backup.</summary>
public sealed class PythonTests
{
    // Debian's packages belong to Debian's Python, whatever other one comes first on the path.
    static readonly string[] Pythons = ["/usr/bin/python3", "python3"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_of_the_documentation_reads_a_backup_and_finds_a_damaged_file()
    {
        var python = await FindAsync();
        Assert.SkipWhen(python is null, "Python with NumPy is missing (Debian: python3-numpy); this test needs it.");
        var program = await ProgramAsync();
        var copy = Directory.CreateTempSubdirectory("fashion-python-");
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TestData", "backup-v1")))
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));

        var (read, output) = await RunAsync(python, "-c", program, copy.FullName);
        await File.AppendAllTextAsync(Path.Combine(copy.FullName, "part-00000.vectors.f32"), "more", Stop);
        var (damaged, complaint) = await RunAsync(python, "-c", program, copy.FullName);
        copy.Delete(recursive: true);

        Assert.True(read == 0, output);
        var lines = output.Trim().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Contains(" 1.0 ", line, StringComparison.Ordinal));
        Assert.Contains("👗", output, StringComparison.Ordinal);
        Assert.NotEqual(0, damaged);
        Assert.Contains("part-00000.vectors.f32", complaint, StringComparison.Ordinal);
    }

    static async Task<string?> FindAsync()
    {
        foreach (var python in Pythons)
            if (await RunAsync(python, "-c", "import numpy") is (0, _)) return python;
        return null;
    }

    static async Task<string> ProgramAsync()
    {
        var text = await File.ReadAllTextAsync(Checkout.PathOf("docs", "backup.md"), Stop);
        var start = text.IndexOf("```python\n", StringComparison.Ordinal) + "```python\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    static async Task<(int ExitCode, string Output)> RunAsync(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONUTF8"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
            await process.WaitForExitAsync(Stop);
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"There is no {python}.");
        }
    }
}
