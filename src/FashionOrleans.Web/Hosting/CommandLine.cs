using System.CommandLine;

namespace FashionOrleans.Web.Hosting;

/// <summary>The commands of the web process: <c>serve</c> and <c>demo</c>.</summary>
static class CommandLine
{
    public static RootCommand Build() => new("FashionOrleans: shows the products of a catalogue that look most like a picture.")
    {
        Serve(),
        Demo(),
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
}
