using System.Collections.Immutable;
using System.Data.Common;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Shoppers;

namespace FashionOrleans.Grains.Exports;

public sealed partial class ExportGrain
{
    const int MarksOfAPage = 10_000;

    // A table of shoppers of other catalogues is passed over in steps, each within the time of a call.
    const int ShoppersOfAPage = 20_000;

    IAsyncEnumerator<KeyValuePair<string, ReadOnlyMemory<byte>>>? _shoppers;
    ExportedShoppersPage? _shoppersPage;
    int _shoppersNumber = -1;

    /// <inheritdoc/>
    public async Task<ExportedShoppersPage> ReadShoppersAsync(int page, CancellationToken cancellationToken)
    {
        _askedAt = time.GetTimestamp();
        if (_snapshot is not { } snapshot || _page is not { IsLast: true } || page < 0 || (page != _shoppersNumber && page != _shoppersNumber + 1))
        {
            throw await LostAsync();
        }

        if (page == _shoppersNumber + 1)
        {
            try
            {
                _shoppers ??= snapshot.ReadShoppersAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
                _shoppersPage = await NextShoppersAsync(_shoppers, _head!.Catalog.Name);
                _shoppersNumber = page;
            }
            catch (DbException)
            {
                DeactivateOnIdle();
                await LetGoAsync();
                throw;
            }
        }

        return _shoppersPage!;
    }

    static async Task<ExportedShoppersPage> NextShoppersAsync(IAsyncEnumerator<KeyValuePair<string, ReadOnlyMemory<byte>>> stored, string catalog)
    {
        var shoppers = ImmutableArray.CreateBuilder<ExportedShopper>();
        var damaged = ImmutableArray.CreateBuilder<string>();
        var marks = 0;
        for (var looked = 0; marks < MarksOfAPage && looked < ShoppersOfAPage; looked++)
        {
            if (!await stored.MoveNextAsync())
            {
                return new ExportedShoppersPage(shoppers.ToImmutable(), damaged.ToImmutable(), IsLast: true);
            }

            var (id, profile) = stored.Current;
            try
            {
                ImmutableArray<ShopperMark> kept = [.. ShopperRecord.Read(profile.Span).Marks.Where(mark => mark.Catalog == catalog)];
                if (kept.Length > 0)
                {
                    shoppers.Add(new ExportedShopper(id, kept));
                    marks += kept.Length;
                }
            }
            catch (FashionOrleansException)
            {
                damaged.Add(id);
            }
        }

        return new ExportedShoppersPage(shoppers.ToImmutable(), damaged.ToImmutable(), IsLast: false);
    }
}
