using FashionOrleans.Packages.Tests.Support;

namespace FashionOrleans.Packages.Tests.Packing;

/// <summary>The loader as a .NET tool: packed, installed from a folder with no other source of packages, and run.</summary>
public sealed class ToolTests(ToolTests.Installed tool) : IClassFixture<ToolTests.Installed>
{
    [Fact]
    public async Task Help_names_the_tool_teaches_and_documents_the_exit_codes()
    {
        var help = await Repository.RunAsync(tool.Program, ["--help"]);

        Assert.Contains("fashionorleans [command] [options]", help);
        Assert.Contains("query  --server http://127.0.0.1:5080 --catalog shop --text 'red dress'", help);
        foreach (var code in (string[])["0 ", "1 ", "2 ", "3 ", "70 ", "130 "]) Assert.Contains($"\n  {code}", help);
    }

    [Fact]
    public async Task It_works_with_all_that_it_carries_and_ends_with_the_documented_code()
    {
        using var folder = new TemporaryFolder();

        await Repository.RunAsync(tool.Program, ["sample", "--out", folder["shop"], "--count", "3", "--no-progress"]);
        await Repository.RunAsync(tool.Program, ["ingest", "--server", "here", "--catalog", "shop", "--images", folder["shop"]], expected: 2);
        await Repository.RunAsync(tool.Program, ["completion", "fish"], expected: 2);

        Assert.Equal(3, Directory.GetFiles(folder["shop/images"]).Length);
        Assert.StartsWith(PackageTests.Version(), await Repository.RunAsync(tool.Program, ["--version"]));
    }

    [Theory]
    [InlineData("fashionorleans in", "ingest")]
    [InlineData("fashionorleans ", "completion evaluate ingest jobs query sample")]
    [InlineData("fashionorleans query --text-m", "--text-mode")]
    [InlineData("fashionorleans query --text-mode ", "Narrow Weigh")]
    [InlineData("fashionorleans ingest --index ", "exact hnsw")]
    [InlineData("fashionorleans completion ", "bash pwsh zsh")]
    public async Task Bash_completes_what_has_been_typed(string typed, string expected)
    {
        // What bash itself sets when the tabulator is pressed at the end of the line.
        var script =
            """
            source <("$1" completion bash)
            COMP_LINE=$2 COMP_POINT=${#2}
            read -r -a COMP_WORDS <<<"$2"
            [[ $2 == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _fashionorleans "$1"
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        var suggestions = (await Repository.RunAsync("bash", ["-c", script, "bash", tool.Program, typed])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Superset(expected.Split(' ').ToHashSet(), suggestions.ToHashSet());
        Assert.All(suggestions, suggestion => Assert.StartsWith(typed.EndsWith(' ') ? "" : typed.Split(' ')[^1], suggestion));
    }

    [Theory]
    [InlineData("zsh", "compdef _fashionorleans fashionorleans")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName fashionorleans")]
    public async Task The_other_shells_have_their_script(string shell, string line) =>
        Assert.Contains(line, await Repository.RunAsync(tool.Program, ["completion", shell]));

    /// <summary>The tool in a folder of its own.</summary>
    public sealed class Installed : IAsyncLifetime
    {
        readonly TemporaryFolder _folder = new();

        public string Program => _folder["tools/fashionorleans"];

        public async ValueTask InitializeAsync()
        {
            await Repository.PackAsync("FashionOrleans.Loader", _folder["feed"]);
            await File.WriteAllTextAsync(
                _folder["nuget.config"],
                """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""",
                TestContext.Current.CancellationToken);
            await Repository.RunAsync(
                "dotnet",
                ["tool", "install", "FashionOrleans.Loader", "--version", PackageTests.Version(), "--tool-path", _folder["tools"], "--configfile", _folder["nuget.config"]],
                expected: 0,
                _folder.Path,
                ("NUGET_PACKAGES", _folder["packages"]));
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
