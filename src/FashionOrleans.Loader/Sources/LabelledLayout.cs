using FashionOrleans.Client;
using FashionOrleans.Loader.Metadata;

namespace FashionOrleans.Loader.Sources;

/// <summary>Pictures named for their id (<c>images/&lt;id&gt;.jpg</c>, at any depth) and a metadata file with a row an id.</summary>
sealed class LabelledLayout(MetadataTable metadata) : ICatalogLayout
{
    // The same name may lie in two folders.
    public bool HasUniqueIds => false;

    public string IdOf(SourceFile picture) => ItemIds.FromName(picture.Stem);

    public IReadOnlyDictionary<string, AttributeValue>? AttributesOf(SourceFile picture) => metadata.AttributesOf(picture.Stem);

    public string? LabelOf(SourceFile picture, string attribute) => metadata.LabelOf(picture.Stem, attribute);
}
