using FashionOrleans.TestSupport;

[assembly: AssemblyFixture(typeof(FashionOrleans.Web.Tests.Support.WebServer))]

namespace FashionOrleans.Web.Tests.Support;

/// <summary>The server that all tests share, on a folder of its own; tests that kill a server start their own.</summary>
public sealed class WebServer() : ServerProcess(Directory.CreateTempSubdirectory("fashion-web-").FullName), IAsyncLifetime
{
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
