using FashionOrleans.TestSupport;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>A server that needs keys, with a page for everybody; its keys are in a folder of secrets.</summary>
public sealed class PublicPageServer : ServerProcess, IAsyncLifetime
{
    public PublicPageServer()
        : this(Directory.CreateTempSubdirectory("fashion-page-").FullName)
    {
    }

    PublicPageServer(string folder)
        : base(folder, [
            "--set", "FashionOrleans:RequireKeys=always", "--set", "FashionOrleans:AnonymousRead=true", "--set", "FashionOrleans:AnonymousRequestsPerSecond=20",
            "--set", $"FashionOrleans:Secrets={folder}/secrets"])
    {
        Directory.CreateDirectory(Path.Combine(folder, "secrets"));
        WriteKey(0, "admin", "admin", Admin);
    }

    /// <summary>The key that it starts with.</summary>
    public string Admin { get; } = KeyText.Create();

    /// <summary>Writes a key into the folder of secrets. Its hash comes last, which makes it a key.</summary>
    public void WriteKey(int number, string name, string role, string key)
    {
        foreach (var (setting, value) in ((string, string)[])[("Name", name), ("Role", role), ("Sha256", KeyText.HashOf(key))])
        {
            File.WriteAllText(Path.Combine(Folder, "secrets", $"FashionOrleans__Keys__{number}__{setting}"), value);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
