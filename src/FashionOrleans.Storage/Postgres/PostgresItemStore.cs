using Npgsql;

namespace FashionOrleans.Storage.Postgres;

/// <summary>
/// Items in PostgreSQL, for the silos of a cluster. Shards write beside each other; the row of a shard in <c>shards</c>, locked by each of
/// its transactions, keeps the writers of one shard apart and tells the current one from a replaced one.
/// </summary>
public sealed partial class PostgresItemStore : IItemStore
{
    static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    readonly PostgresStoreOptions _options;
    readonly TimeProvider _time;
    readonly NpgsqlDataSource _source;

    /// <summary>Prepares the connections; none is made yet.</summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="time">Time, for patience.</param>
    /// <exception cref="StoreUnavailableException">The connection string cannot be read.</exception>
    public PostgresItemStore(PostgresStoreOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        try
        {
            // Its spans have the name: by itself it is the connection string.
            _source = new NpgsqlDataSourceBuilder(options.ConnectionString) { Name = "fashionorleans" }.Build();
        }
        catch (ArgumentException exception)
        {
            throw new StoreUnavailableException(
                $"The connection string of PostgreSQL cannot be read: {exception.Message} Write it as Host=…;Database=…;Username=…;Password=….", exception);
        }
    }

    /// <inheritdoc/>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        while (true)
        {
            try
            {
                if (_options.ReadOnly)
                {
                    await PostgresSchema.RequireCurrentAsync(_source, cancellationToken);
                    return;
                }

                await PostgresSchema.UpgradeAsync(_options.ConnectionString, _source, cancellationToken);
                await FinishDropsAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (IsAway(exception) && _time.GetElapsedTime(begun) < _options.StartPatience)
            {
                await Task.Delay(RetryDelay, _time, cancellationToken);
            }
            catch (NpgsqlException exception)
            {
                throw new StoreUnavailableException(
                    $"PostgreSQL cannot be used: {exception.Message} Check that the server runs, that the database and the user exist, and the connection string.",
                    exception);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Whether the server is starting, stopping or out of reach, so that waiting helps.</summary>
    static bool IsAway(NpgsqlException exception) =>
        exception is not PostgresException refusal || refusal.SqlState.StartsWith("57P", StringComparison.Ordinal);

    NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters) => Bound(_source.CreateCommand(sql), parameters);

    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
#pragma warning disable CA2100 // Constants of this class only; values travel as parameters.
        return Bound(new NpgsqlCommand(sql, connection), parameters);
#pragma warning restore CA2100
    }

    static NpgsqlCommand Bound(NpgsqlCommand command, ReadOnlySpan<NpgsqlParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
