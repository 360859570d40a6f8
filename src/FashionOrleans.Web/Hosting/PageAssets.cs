using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace FashionOrleans.Web.Hosting;

/// <summary>
/// Gives the page's files addresses that change with their content, <c>/assets/VERSION/js/app.js</c>, so that a browser keeps them for good
/// and only asks for the page itself again. What a file names relative to itself stays under the same version. The page's style sheets travel as one.
/// </summary>
sealed partial class PageAssets(RequestDelegate next, IWebHostEnvironment environment)
{
    const string Page = "/index.html";
    const string Prefix = "/assets";
    const string Sheets = "/page.css";
    const string ForGood = "public, max-age=31536000, immutable";
    const string AskAgain = "no-cache";
    static readonly string[] Folders = ["css", "icons", "js"];

    // One page asks dozens of times; and whoever works on the page sees a change at the next load.
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    volatile Known? _known;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return next(context);
        }

        if (request.Path == "/" || request.Path == Page)
        {
            return WritePageAsync(context);
        }

        if (request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest)
            && rest.Value is { Length: > 1 } path && path.IndexOf('/', 1) is > 1 and var end)
        {
            // Another version's page may still be open while the server is replaced: it gets what there is, but not for good.
            var caching = path[1..end] == Version() ? ForGood : AskAgain;
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = context.Response.StatusCode < StatusCodes.Status400BadRequest ? caching : AskAgain;
                return Task.CompletedTask;
            });
            if (path[end..] == Sheets)
            {
                return WriteSheetsAsync(context);
            }

            if (Array.Exists(Folders, folder => path.AsSpan(end + 1).StartsWith($"{folder}/", StringComparison.Ordinal)))
            {
                request.Path = path[end..];
            }
        }

        return next(context);
    }

    async Task WritePageAsync(HttpContext context)
    {
        var version = $"{Prefix[1..]}/{Version()}";
        var first = true;
        var text = Sheet().Replace(await ReadAsync(Page, context.RequestAborted), _ =>
        {
            var one = first ? $"\n  <link rel=\"stylesheet\" href=\"{version}{Sheets}\">" : "";
            first = false;
            return one;
        });
        var page = Encoding.UTF8.GetBytes(Address().Replace(text, $"$1=\"{version}/$2/"));
        context.Response.Headers.CacheControl = AskAgain;
        var tag = new EntityTagHeaderValue($"\"{XxHash64.HashToUInt64(page):x16}\"");
        await TypedResults.Bytes(page, "text/html; charset=utf-8", entityTag: tag).ExecuteAsync(context);
    }

    async Task WriteSheetsAsync(HttpContext context)
    {
        StringBuilder all = new();
        foreach (Match link in Sheet().Matches(await ReadAsync(Page, context.RequestAborted)))
        {
            all.Append(await ReadAsync("/" + link.Groups[1].Value, context.RequestAborted));
        }

        await TypedResults.Text(all.ToString(), "text/css", Encoding.UTF8).ExecuteAsync(context);
    }

    async Task<string> ReadAsync(string path, CancellationToken stop)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream());
        return await reader.ReadToEndAsync(stop);
    }

    /// <summary>A hash of the content of all files; equal on every machine that has the same ones.</summary>
    string Version()
    {
        if (_known is { } known && TimeProvider.System.GetElapsedTime(known.At) < Remembered)
        {
            return known.Version;
        }

        var at = TimeProvider.System.GetTimestamp();
        var hash = new XxHash64();
        var files = Folders.SelectMany(folder => environment.WebRootFileProvider.GetDirectoryContents(folder).OrderBy(file => file.Name, StringComparer.Ordinal));
        foreach (var file in files.Prepend(environment.WebRootFileProvider.GetFileInfo(Page)))
        {
            hash.Append(Encoding.UTF8.GetBytes(file.Name));
            using var content = file.CreateReadStream();
            hash.Append(content);
        }

        var version = hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);
        _known = new Known(version, at);
        return version;
    }

    sealed record Known(string Version, long At);

    [GeneratedRegex("\\s*<link rel=\"stylesheet\" href=\"(css/[^\"]+)\">")]
    private static partial Regex Sheet();

    [GeneratedRegex("\\b(href|src)=\"(css|icons|js)/")]
    private static partial Regex Address();
}
