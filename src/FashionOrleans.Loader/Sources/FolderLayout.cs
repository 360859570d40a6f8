using FashionOrleans.Client;

namespace FashionOrleans.Loader.Sources;

/// <summary>Pictures without metadata: the folder that holds a picture is its <c>category</c>, the path its id.</summary>
sealed class FolderLayout : ICatalogLayout
{
    public const string Category = "category";

    public bool HasUniqueIds => true;

    public string IdOf(SourceFile picture) => ItemIds.FromPath(picture.Path);

    public IReadOnlyDictionary<string, AttributeValue> AttributesOf(SourceFile picture)
    {
        var attributes = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        if (picture.Folder is { } folder) attributes[Category] = folder;
        return attributes;
    }

    public string? LabelOf(SourceFile picture, string attribute) => attribute == Category ? picture.Folder : null;
}
