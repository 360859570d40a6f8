using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Storage;

namespace FashionOrleans.Silo.Health;

/// <summary>Asks the store for its catalogues on behalf of all checks: one question at a time, and none while the last answer is fresh.</summary>
sealed class StoreProbe(IItemStore store, TimeProvider time)
{
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    readonly Lock _asking = new();
    Task<IReadOnlyList<Catalog>>? _question;
    IReadOnlyList<Catalog> _known = [];
    long _askedAt;

    /// <summary>The catalogues of the last answer; none before the first.</summary>
    public IReadOnlyList<Catalog> Known => Volatile.Read(ref _known);

    /// <summary>The catalogues as of now.</summary>
    /// <exception cref="System.Data.Common.DbException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<Catalog>> AskAsync(CancellationToken stop)
    {
        Task<IReadOnlyList<Catalog>> question;
        lock (_asking)
        {
            if (_question is null || (_question.IsCompleted && time.GetElapsedTime(_askedAt) > Freshness))
            {
                // Nobody's impatience ends it: those who come later take the same answer. The store has limits of its own.
                (_question, _askedAt) = (Task.Run(() => store.ListCatalogsAsync(CancellationToken.None), CancellationToken.None), time.GetTimestamp());
            }

            question = _question;
        }

        // Those that are damaged are nothing that this silo could serve.
        var catalogs = (await question.WaitAsync(stop)).Where(catalog => CatalogSoundness.FindDamage(catalog) is null).ToArray();
        Volatile.Write(ref _known, catalogs);
        return catalogs;
    }
}
