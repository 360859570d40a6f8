using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FashionOrleans.Client;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Commands;

/// <summary>Options that several commands have.</summary>
static class SharedOptions
{
    public static Option<Uri> Server() => new("--server")
    {
        Description = "Address of the server, such as http://127.0.0.1:5080.",
        HelpName = "URL",
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https") return server;
            result.AddError($"--server is '{text}', which is not an address. Give one such as http://127.0.0.1:5080.");
            return null;
        },
    };

    public static Option<string?> Key() => new("--key")
    {
        Description = $"The key of a server that needs one. Others on this machine can see a command line: rather set {LoaderEnvironment.KeyVariable}.",
        HelpName = "KEY",
    };

    /// <summary>The key of the command line, else that of the environment, else none.</summary>
    /// <exception cref="InputException">It cannot be a key.</exception>
    public static string? KeyOf(ParseResult parsed, Option<string?> option, LoaderEnvironment environment)
    {
        var key = parsed.GetValue(option) ?? environment.Key;
        return new FashionOrleansClientOptions { ApiKey = key }.Problems().FirstOrDefault() is null
            ? key
            : throw new InputException($"--key or {LoaderEnvironment.KeyVariable} is empty or has blanks or letters that no key has. Give it as the server's command 'key' printed it.");
    }

    /// <summary>The address that the value of an option is; null where it is a file.</summary>
    /// <exception cref="InputException">It begins as an address and is none.</exception>
    public static Uri? AddressOf(string option, string text)
    {
        if (!text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address
            : throw new InputException($"{option} is '{text}', which is not an address. Give one that begins as https://shop.example/, or a file.");
    }

    public static Option<string> Job() => new("--job") { Description = "The job's id, as start and list print it.", HelpName = "ID", Required = true };

    public static Option<string> Catalog() => new("--catalog")
    {
        Description = "Name of the catalogue: 1 to 63 of a-z, 0-9 and -.",
        HelpName = "NAME",
        Required = true,
    };

    public static Option<string> Backup() => new("--backup")
    {
        Description = "The folder that an export has written, or a tar of it.",
        HelpName = "DIR_OR_TAR",
        Required = true,
    };

    public static Option<string> Images() => new("--images")
    {
        Description = "A folder of pictures, or a zip of one.",
        HelpName = "DIR_OR_ZIP",
        Required = true,
    };

    public static Option<string?> Metadata() => new("--metadata")
    {
        Description = "A CSV file, also in gzip, with a header and a row for each picture, found by its file name. Without it the folder of a picture is its category and its path its id.",
        HelpName = "FILE.csv[.gz]",
    };

    public static Option<string> IdColumn() => new("--id-column")
    {
        Description = "The column of --metadata that holds the ids.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "id",
    };

    public static Option<int?> Limit(string description) => Number("--limit", description, 1, int.MaxValue);

    public static Option<int> InFlight() => Number("--in-flight", "Requests under way at the same time.", 1, 256, 4);

    public static Option<HashRange> Range() => new("--hash-range")
    {
        Description = "Only the part of the data set for which int(md5(id), 16) % 100 lies from A to B: the same part on every machine.",
        HelpName = "A-B",
        DefaultValueFactory = _ => HashRange.Everything,
        CustomParser = result =>
        {
            if (HashRange.TryParse(result.Tokens[0].Value, out var range)) return range;
            result.AddError($"--hash-range is '{result.Tokens[0].Value}'. Give two numbers from 0 to 99, the smaller first, such as 10-99.");
            return default;
        },
    };

    public static Option<bool> Json(string description) => new("--json") { Description = description };

    public static Option<bool> NoProgress() => new("--no-progress") { Description = "Show no progress." };

    /// <summary>A whole number in a range, with a default.</summary>
    public static Option<int> Number(string name, string description, int least, int most, int otherwise) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => ParseNumber(result, name, least, most) ?? otherwise,
    };

    /// <summary>A whole number in a range, or nothing.</summary>
    public static Option<int?> Number(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ParseNumber(result, name, least, most),
    };

    /// <summary>A number from 0 to 1, 0 when it is not given.</summary>
    public static Option<double> Share(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "W",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1) return share;
            result.AddError($"{name} is '{text}'. Give a number from 0 to 1.");
            return 0;
        },
    };

    static int? ParseNumber(ArgumentResult result, string name, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        result.AddError(most == int.MaxValue
            ? $"{name} is '{text}'. Give a whole number from {least:N0} up."
            : $"{name} is '{text}'. Give a whole number from {least:N0} to {most:N0}.");
        return null;
    }
}
