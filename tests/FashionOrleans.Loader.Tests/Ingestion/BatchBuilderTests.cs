using CsCheck;
using FashionOrleans.Loader.Ingestion;

namespace FashionOrleans.Loader.Tests.Ingestion;

public sealed class BatchBuilderTests
{
    [Fact]
    public void Batches_keep_the_limits_and_lose_nothing() =>
        Gen.Select(Gen.Int[0, 5_000].Array[0, 200], Gen.Int[1, 20], Gen.Int[500, 8_000]).Sample((sizes, maxItems, targetBytes) =>
        {
            var items = sizes.Select((size, index) => new PendingItem(new() { Id = $"{index}", Picture = new byte[size] }, $"{index}.jpg")).ToList();
            var builder = new BatchBuilder(maxItems, targetBytes);

            var batches = items.SelectMany(builder.Add).ToList();
            batches.Add(builder.Take());

            Assert.Equal(items, batches.SelectMany(batch => batch));
            Assert.All(batches, batch => Assert.True(batch.Count <= maxItems));
            Assert.All(batches.Where(batch => batch.Count > 1), batch => Assert.True(batch.Sum(item => item.Upload.MaxEncodedBytes) <= targetBytes));
            Assert.All(batches.SkipLast(1), batch => Assert.NotEmpty(batch));
        });
}
