using FashionOrleans.Client;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>An item on its way, with the file it came from.</summary>
/// <param name="Upload">What is sent.</param>
/// <param name="File">Path below the source's root.</param>
sealed record PendingItem(ItemUpload Upload, string File);
