using Microsoft.Data.Sqlite;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>Does to a server's database what a failing disk does.</summary>
static class Damage
{
    public static void Execute(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "fashion.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests, and names that they drew.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
