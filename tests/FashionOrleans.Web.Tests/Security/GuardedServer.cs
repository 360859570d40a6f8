using FashionOrleans.TestSupport;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>A server on loopback that needs keys all the same: one for each role, a second one for rotation, and ones with limits.</summary>
public sealed class GuardedServer : ServerProcess, IAsyncLifetime
{
    static readonly Dictionary<string, string> Made = new()
    {
        ["reader"] = KeyText.Create(),
        ["writer"] = KeyText.Create(),
        ["admin"] = KeyText.Create(),
        ["admin-next"] = KeyText.Create(),
        ["slow"] = KeyText.Create(),
        ["few"] = KeyText.Create(),
    };

    public GuardedServer()
        : base(Directory.CreateTempSubdirectory("fashion-keys-").FullName, Settings())
    {
    }

    /// <summary>The key of that name.</summary>
    public static string KeyOf(string name) => Made[name];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    static string[] Settings() => [
        .. Set("FashionOrleans:RequireKeys=always"),
        .. Set("Logging:LogLevel:FashionOrleans.Audit=Debug"),
        .. Key(0, "reader", "read"),
        .. Key(1, "writer", "write"),
        .. Key(2, "admin", "admin"),
        .. Key(3, "admin-next", "Admin"),
        .. Key(4, "slow", "read", "RequestsPerSecond=1"),
        .. Key(5, "few", "read", "RequestsPerDay=3"),
    ];

    static IEnumerable<string> Key(int number, string name, string role, params string[] limits) =>
        ((string[])[$"Name={name}", $"Role={role}", $"Sha256={KeyText.HashOf(Made[name])}", .. limits]).SelectMany(line => Set($"FashionOrleans:Keys:{number}:{line}"));

    static string[] Set(string setting) => ["--set", setting];
}
