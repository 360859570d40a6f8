namespace FashionOrleans.Client;

/// <summary>How the client's connections are set up, whoever makes them.</summary>
static class ClientHttp
{
    public static void Configure(HttpClient http, Uri server)
    {
        http.BaseAddress = server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + "/");
        // The options bound an attempt.
        http.Timeout = Timeout.InfiniteTimeSpan;
    }

    public static void Configure(SocketsHttpHandler handler)
    {
        handler.ConnectTimeout = TimeSpan.FromSeconds(5);
        // A name that moves to another address is followed within a minute.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(1);
    }
}
