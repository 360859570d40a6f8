using System.CommandLine;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands;

/// <summary>A command that asks a server: where it is, with which key, and what the command does then.</summary>
abstract class ServerCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly Option<Uri> _server = SharedOptions.Server();
    readonly Option<string?> _key = SharedOptions.Key();

    /// <summary>The command with the options <c>--server</c> and <c>--key</c>; its own come after them.</summary>
    protected ServerCommand(LoaderEnvironment environment, string name, string description)
    {
        Environment = environment;
        Command = new(name, description) { _server, _key };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    protected LoaderEnvironment Environment { get; }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt);

    /// <summary>Adds options, in the order in which <c>--help</c> lists them.</summary>
    protected void Add(params ReadOnlySpan<Option> options)
    {
        foreach (var option in options) Command.Options.Add(option);
    }

    /// <summary>A client for a few requests.</summary>
    protected FashionOrleansClient Connect(ParseResult parsed) => Connect(parsed, new() { Deadline = Patience });

    /// <summary>A client as patient as the options say; the key and the clock are the command's.</summary>
    /// <exception cref="InputException">What was given cannot be a key.</exception>
    protected FashionOrleansClient Connect(ParseResult parsed, FashionOrleansClientOptions options) =>
        FashionOrleansClient.Connect(parsed.GetRequiredValue(_server), options with { ApiKey = SharedOptions.KeyOf(parsed, _key, Environment), Clock = Environment.Clock });
}
