using System.CommandLine;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary>What the commands about jobs have in common.</summary>
static class JobOptionsOf
{
    public static Option<string> Job() => new("--job") { Description = "The job's id, as start and list print it.", HelpName = "ID", Required = true };

    public static FashionOrleansClient Connect(ParseResult parsed, Option<Uri> server, Option<string?> key, LoaderEnvironment environment) =>
        FashionOrleansClient.Connect(
            parsed.GetRequiredValue(server), new() { ApiKey = SharedOptions.KeyOf(parsed, key, environment), Deadline = TimeSpan.FromMinutes(5), Clock = environment.Clock });
}
