using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Shards;

public sealed partial class ShardGrain
{
    // What was declared since the activation; before, it is what was kept with the catalogue then.
    FieldRules? _declared;

    /// <inheritdoc/>
    public async Task<SchemaConflict?> DeclareAsync(string? schema, CancellationToken cancellationToken)
    {
        var rules = FieldRules.Read(schema);
        var index = await CurrentAsync(cancellationToken);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var conflict = await rules.FindConflictAsync(index, cancellationToken);
            _declared = conflict is null ? rules : _declared;
            return conflict;
        }
        catch (ScanQueueFullException exception)
        {
            throw new FashionOrleansException(ErrorCodes.Overloaded, exception.Message);
        }
        finally
        {
            _writing.Release();
        }
    }

    FieldRules RulesOf(Catalog catalog) => _declared ??= FieldRules.Read(catalog.Schema);

    /// <summary>Items that were accepted before a type was declared must not be written after it.</summary>
    void RequireDeclared(IndexEntry[] entries)
    {
        if (_declared is { } rules && !Array.TrueForAll(entries, entry => rules.Allow(entry.Attributes)))
        {
            throw Refusals.NotReady(_key, "has got a schema that these items contradict");
        }
    }
}
