namespace FashionOrleans.Silo.Health;

/// <summary>
/// Asks a process how it is, for those who cannot ask by HTTP: a container image without a shell has nothing else to do it with.
/// </summary>
public static class HealthProbe
{
    /// <summary>The name of the command.</summary>
    public const string Command = "probe";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks once, and says what is missing.</summary>
    /// <param name="url">An address of one of <see cref="HealthPaths"/>.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The exit code: 0 when all is well, else 1.</returns>
    public static async Task<int> RunAsync(string url, CancellationToken stop)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync($"'{url}' is not an address to ask, like http://127.0.0.1:5081{HealthPaths.Ready}.");
            return 1;
        }

        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var reply = await http.GetAsync(address, stop);
            Console.WriteLine(await reply.Content.ReadAsStringAsync(stop));
            return reply.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {exception.Message}");
            return 1;
        }
    }
}
