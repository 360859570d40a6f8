using FashionOrleans.Client;
using FashionOrleans.TestSupport;

[assembly: AssemblyFixture(typeof(FashionOrleans.Packages.Tests.Support.WebServer))]

namespace FashionOrleans.Packages.Tests.Support;

/// <summary>The real server that all tests share, on a folder of its own, and a client of it.</summary>
public sealed class WebServer() : ServerProcess(Directory.CreateTempSubdirectory("fashion-packages-").FullName), IAsyncLifetime
{
    FashionOrleansClient? _client;

    public FashionOrleansClient Client => _client ??= new(Http);

    public Uri Address => Http.BaseAddress!;

    /// <summary>A name that no other test uses.</summary>
    public static string NewName() => $"t-{Guid.NewGuid():n}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
