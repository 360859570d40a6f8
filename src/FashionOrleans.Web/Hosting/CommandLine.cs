using System.CommandLine;
using FashionOrleans.Silo.Health;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Hosting;

/// <summary>The commands of the web process: <c>serve</c>, <c>demo</c>, <c>key</c> and <c>probe</c>.</summary>
static class CommandLine
{
    public static RootCommand Build() => new("FashionOrleans: shows the products of a catalogue that look most like a picture.")
    {
        Serve(),
        Demo(),
        KeyCommand.Create(),
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

    static Command Probe()
    {
        var url = new Argument<string>("url") { Description = $"What to ask, for example http://127.0.0.1:5080{HealthPaths.Ready}." };
        var command = new Command(HealthProbe.Command, "Asks a running process how it is; the exit code is 0 when all is well.") { url };
        command.SetAction((parse, stop) => HealthProbe.RunAsync(parse.GetValue(url)!, stop));
        return command;
    }
}
