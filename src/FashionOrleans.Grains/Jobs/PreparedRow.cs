using FashionOrleans.Contracts;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Jobs;

/// <summary>A row whose picture was fetched, was found unchanged, or could not be had.</summary>
/// <param name="Number">The row's number.</param>
/// <param name="Id">The item's id, where there is one.</param>
/// <param name="Upload">What to store; null where there is nothing.</param>
/// <param name="Source">What to note of where the picture came from; null for nothing.</param>
/// <param name="Refusal">Why it is refused; null where it is not.</param>
sealed record PreparedRow(long Number, string? Id, ItemUpload? Upload, StoredSource? Source, RefusedRow? Refusal)
{
    public int Bytes => Upload?.Picture.Length ?? 0;
}
