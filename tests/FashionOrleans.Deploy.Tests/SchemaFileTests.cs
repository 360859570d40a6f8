using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.Storage.Postgres;
using FashionOrleans.TestSupport;
using Npgsql;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The SQL of <c>deploy/postgres</c>.</summary>
public sealed class SchemaFileTests
{
    [Fact]
    public async Task What_lies_in_the_folder_is_what_a_silo_applies()
    {
        var stop = TestContext.Current.CancellationToken;
        var database = await PostgresServer.StartAsync();
        Assert.SkipWhen(database is null, PostgresServer.Missing);
        await using var postgres = database;
        var connection = await postgres.CreateDatabaseAsync("fashion");
        await using var store = new PostgresItemStore(new PostgresStoreOptions { ConnectionString = connection }, TimeProvider.System);
        await store.InitializeAsync(stop);

        var applied = new List<string>();
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("SELECT scriptname FROM fashion_schema ORDER BY scriptname");
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            applied.Add(reader.GetString(0));
        }

        const string Prefix = "FashionOrleans.Storage.Postgres.Sql.";
        var files = Directory.EnumerateFiles(Repository.PathOf("deploy", "postgres"), "*.sql").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(files.Select(file => Prefix + Path.GetFileName(file)), applied);
        foreach (var file in files)
        {
            await using var embedded = typeof(PostgresItemStore).Assembly.GetManifestResourceStream(Prefix + Path.GetFileName(file));
            using var text = new StreamReader(Assert.IsType<Stream>(embedded, exactMatch: false));
            Assert.Equal(await File.ReadAllTextAsync(file, stop), await text.ReadToEndAsync(stop));
        }
    }
}
