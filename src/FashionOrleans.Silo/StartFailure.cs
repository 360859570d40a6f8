using System.Net.Sockets;
using FashionOrleans.Embedding;
using FashionOrleans.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Silo;

/// <summary>Says in a sentence why the process could not start, where the reason is the user's to mend.</summary>
public static class StartFailure
{
    /// <summary>The sentence, or null for a failure that deserves its stack trace.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        StoreUnavailableException store => store.Message,
        ModelPackException model => model.Message,
        InvalidOperationException { InnerException: FormatException or OverflowException or ArgumentException } unreadable =>
            $"{unreadable.Message} Correct it in appsettings.json, the environment or on the command line.",
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop the other program or choose another port with --urls (a silo: --health-urls).",
        IOException { InnerException: SocketException } => exception.Message,
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };
}
