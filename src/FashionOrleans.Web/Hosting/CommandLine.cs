using System.CommandLine;
using FashionOrleans.Silo.Health;
using FashionOrleans.Silo.Verification;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Hosting;

/// <summary>The commands of the web process: <c>serve</c>, <c>demo</c>, <c>key</c>, <c>verify</c> and <c>probe</c>.</summary>
static class CommandLine
{
    public static RootCommand Build() => new("FashionOrleans: shows the products of a catalogue that look most like a picture.")
    {
        Serve(),
        Demo(),
        KeyCommand.Create(),
        Verify(),
        Probe(),
    };

    static Command Serve()
    {
        var options = new ServeOptions();
        var embedded = new Option<bool>("--embedded")
        {
            Description = "Run the silo inside this process, on SQLite. The default while no cluster is configured.",
        };
        var command = new Command("serve", "Serves the HTTP API and the page.") { embedded };
        options.AddTo(command);
        command.SetAction((parse, stop) => WebProcess.RunAsync(options.ToConfiguration(parse, parse.GetValue(embedded)), demo: false, stop));
        return command;
    }

    static Command Demo()
    {
        var options = new ServeOptions();
        var command = new Command("demo", "Serves a catalogue 'demo' of drawn products, in one process.");
        options.AddTo(command);
        command.SetAction((parse, stop) => WebProcess.RunAsync(options.ToConfiguration(parse, embedded: true), demo: true, stop));
        return command;
    }

    static Command Verify()
    {
        var options = new ServeOptions();
        var postgres = new Option<string?>("--postgres") { Description = "The connection string of PostgreSQL, where the items are there (FashionOrleans:Postgres)." };
        var catalog = new Option<string?>("--catalog") { Description = "Only the catalogue of that name." };
        var json = new Option<bool>("--json") { Description = "Print what was found as JSON." };
        var command = new Command(
            StoreVerification.Command,
            "Looks at every row of the store, also while a server runs on it, and names what is damaged. Exit codes: 0 all is well, 1 something is damaged, 2 the store cannot be looked at.")
        {
            postgres, catalog, json,
        };
        options.AddTo(command);
        command.SetAction((parse, stop) =>
        {
            var configuration = new Dictionary<string, string?>(options.ToConfiguration(parse, embedded: false));
            if (parse.GetValue(postgres) is { } connection)
            {
                configuration["FashionOrleans:Postgres"] = connection;
            }

            return StoreVerification.RunAsync(
                WebProcess.Configure(configuration).Configuration, parse.GetValue(catalog), parse.GetValue(json), Console.Out, Console.Error, stop);
        });
        return command;
    }

    static Command Probe()
    {
        var url = new Argument<string>("url") { Description = $"What to ask, for example http://127.0.0.1:5080{HealthPaths.Ready}." };
        var command = new Command(HealthProbe.Command, "Asks a running process how it is; the exit code is 0 when all is well.") { url };
        command.SetAction((parse, stop) => HealthProbe.RunAsync(parse.GetValue(url)!, stop));
        return command;
    }
}
