using FashionOrleans.Client;
using FashionOrleans.SampleCatalog;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>Real servers on folders of their own, and a catalogue of a few drawn products.</summary>
public sealed class BackupServer : IAsyncLifetime
{
    /// <summary>Items of the catalogue that is exported.</summary>
    public const int Items = 12;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-backup-");
    readonly ServerProcess _server;
    ServerProcess? _cluster;
    PostgresServer? _postgres;

    public BackupServer() => _server = new(_folder.CreateSubdirectory("sqlite").FullName);

    public Uri Address => _server.Http.BaseAddress!;

    public string DataFolder => _server.Folder;

    public FashionOrleansClient Client { get; private set; } = null!;

    /// <summary>A folder that does not exist yet.</summary>
    public string NewPath() => Path.Combine(_folder.FullName, $"b-{Guid.NewGuid():n}");

    public static string NewName() => $"t-{Guid.NewGuid():n}";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        Client = new(_server.Http);
    }

    /// <summary>A server over PostgreSQL; the test is skipped where that is not installed.</summary>
    public async Task<Uri> StartOnPostgresAsync()
    {
        if (_cluster is null)
        {
            _postgres = await PostgresServer.StartAsync();
            Assert.SkipWhen(_postgres is null, PostgresServer.Missing);
            var connection = await _postgres.CreateDatabaseAsync("fashion");
            _cluster = new(
                _folder.CreateSubdirectory("postgres-server").FullName,
                "--embedded", "--set", "FashionOrleans:Store=postgres", "--set", $"FashionOrleans:Postgres={connection}");
            await _cluster.InitializeAsync();
        }

        return _cluster.Http.BaseAddress!;
    }

    /// <summary>A catalogue of drawn products with pictures, of items with embeddings alone, with a schema and revisions.</summary>
    public async Task<string> FillAsync(int shards = 3)
    {
        var (name, stop) = (NewName(), TestContext.Current.CancellationToken);
        await Client.EnsureCatalogAsync(name, new(Shards: shards), stop);
        await Client.DeclareSchemaAsync(name, new Dictionary<string, string> { ["price"] = FieldTypes.Number }, stop);
        var products = SampleProducts.Create(Items, seed: 7);
        List<ItemUpload> items =
        [
            .. products.Select((product, i) => new ItemUpload
            {
                Id = product.Id,
                Picture = product.RenderJpeg(90, 120),
                Attributes = new Dictionary<string, AttributeValue> { ["price"] = 9.5 * i, ["name"] = $"Größe \"{i}\" 👗", ["tags"] = new[] { "a", "b" } },
                Revision = i % 2 == 0 ? $"r{i}" : null,
            }),
            new() { Id = "without:picture", Embedding = Direction() },
        ];
        Assert.All(await Client.UpsertItemsAsync(name, items, stop), result => Assert.True(result.IsStored, result.Detail));
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (_cluster is not null) await _cluster.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    static float[] Direction()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 2048).Select(_ => random.NextSingle() - 0.4f)];
    }
}
