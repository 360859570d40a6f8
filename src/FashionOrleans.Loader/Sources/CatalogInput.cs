using FashionOrleans.Loader.Metadata;

namespace FashionOrleans.Loader.Sources;

/// <summary>Pictures, and what is known of them.</summary>
sealed class CatalogInput : IDisposable
{
    CatalogInput(IPictureSource source, ICatalogLayout layout, MetadataTable? metadata)
    {
        Source = source;
        Layout = layout;
        Metadata = metadata;
    }

    public IPictureSource Source { get; }

    public ICatalogLayout Layout { get; }

    /// <summary>Null when there is no metadata file.</summary>
    public MetadataTable? Metadata { get; }

    /// <exception cref="InputException">A file is missing, or is not what its option asks for.</exception>
    public static async Task<CatalogInput> OpenAsync(string images, string? metadataFile, string idColumn, CancellationToken interrupt)
    {
        var metadata = metadataFile is null ? null : await MetadataTable.LoadAsync(metadataFile, idColumn, interrupt);
        return new(PictureSource.Open(images), metadata is null ? new FolderLayout() : new LabelledLayout(metadata), metadata);
    }

    public void Dispose() => Source.Dispose();
}
