using FashionOrleans.TestSupport;

namespace FashionOrleans.Storage.Tests.Support;

/// <summary>One server for all tests of a class; each has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    PostgresServer? _server;

    /// <summary>The server; a test that asks for it is skipped where PostgreSQL is not installed.</summary>
    public PostgresServer Server
    {
        get
        {
            Assert.SkipWhen(_server is null, PostgresServer.Missing);
            return _server;
        }
    }

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
