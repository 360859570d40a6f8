using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

/// <summary>
/// Items in one SQLite file, for one process. Writers take turns (SQLite allows one at a time); readers run beside them on connections of
/// their own, each seeing the state at its start (write-ahead logging).
/// </summary>
/// <remarks>SQLite's calls block, so each runs on the thread pool, never on a grain's scheduler.</remarks>
public sealed partial class SqliteItemStore(SqliteStoreOptions options) : IItemStore
{
    const string FileName = "fashion.db";

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly string _directory = Path.GetFullPath(options.DataDirectory);
    FileStream? _lock;
    SqliteConnection? _writer;

    string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(_directory, FileName),
        DefaultTimeout = 30,
        Mode = options.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
    }.ToString();

    SqliteConnection Writer =>
        _writer ?? throw new InvalidOperationException($"Call {nameof(InitializeAsync)} before anything else.");

    /// <inheritdoc/>
    public Task InitializeAsync(CancellationToken cancellationToken) => Task.Run(Open, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        if (_writer is { } writer)
        {
            _writer = null;
            Execute(writer, "PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnection.ClearPool(writer);
            await writer.DisposeAsync();
        }

        _lock?.Dispose();
        _lock = null;
        _turn.Release();
    }

    void Open()
    {
        if (options.ReadOnly)
        {
            Look();
            return;
        }

        try
        {
            Directory.CreateDirectory(_directory);
            _lock = new FileStream(Path.Combine(_directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The data folder {_directory} cannot be used: {exception.Message} If another FashionOrleans process runs on it, stop that one first or choose another folder with --data.",
                exception);
        }

        try
        {
            var writer = new SqliteConnection(ConnectionString);
            writer.Open();
            // The page size counts only while the file is empty: a vector of 2,048 numbers then spans one overflow page, not two.
            Execute(writer, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;");
            Configure(writer);
            SqliteSchema.Upgrade(writer);
            RemoveOrphans(writer);
            _writer = writer;
        }
        catch (SqliteException exception)
        {
            throw new StoreUnavailableException(
                $"The database in {_directory} cannot be opened: {exception.Message}. Restore it from a backup, or choose another folder with --data.",
                exception);
        }
    }

    /// <summary>Sees that there is a database that this program can read.</summary>
    void Look()
    {
        if (!File.Exists(Path.Combine(_directory, FileName)))
        {
            throw new StoreUnavailableException($"There is no database in {_directory}. Name the folder of a FashionOrleans server with --data.");
        }

        try
        {
            using var connection = OpenReader();
            if (SqliteSchema.VersionOf(connection) is var version && version != SqliteSchema.Current)
            {
                throw new StoreUnavailableException(
                    $"The database in {_directory} has the format {version}, and this program reads {SqliteSchema.Current}. Start the server of this version on it once, which upgrades it, or use a program of its version.");
            }
        }
        catch (SqliteException exception)
        {
            throw new StoreUnavailableException($"The database in {_directory} cannot be opened: {exception.Message}. Restore it from a backup.", exception);
        }
    }

    void Configure(SqliteConnection connection) =>
        Execute(connection, options.SyncOnCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

    /// <summary>Runs a write when its turn comes. It is then finished whatever happens to the caller, so that an outcome is never unknown.</summary>
    async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellationToken, [CallerMemberName] string call = "")
    {
        using var span = SqliteSpans.Start("sqlite.write", call);
        var begun = Stopwatch.GetTimestamp();
        await _turn.WaitAsync(cancellationToken);
        try
        {
            span?.Waited(Stopwatch.GetElapsedTime(begun));
            return await Task.Run(
                () =>
                {
                    // Not deferred: the write lock is taken at once, so nothing read in the transaction can be out of date when it commits.
                    using var transaction = Writer.BeginTransaction(deferred: false);
                    var result = write(Writer, transaction);
                    transaction.Commit();
                    return result;
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            span?.Fail(exception);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken, [CallerMemberName] string call = "") => Task.Run(
        () =>
        {
            using var span = SqliteSpans.Start("sqlite.read", call);
            try
            {
                using var connection = OpenReader();
                return read(connection);
            }
            catch (Exception exception)
            {
                span?.Fail(exception);
                throw;
            }
        },
        cancellationToken);

    SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        Configure(connection);
        return connection;
    }

    /// <summary>Removes what a drop that was cut short has left.</summary>
    static void RemoveOrphans(SqliteConnection writer)
    {
        foreach (var table in TablesOfItems)
        {
            Execute(writer, $"DELETE FROM {table} WHERE generation NOT IN (SELECT generation FROM catalogs)");
        }
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constants of this class only; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    static void Bind(SqliteCommand command, int index, object? value) => command.Parameters[index].Value = value ?? DBNull.Value;
}
