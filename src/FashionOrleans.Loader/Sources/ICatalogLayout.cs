using FashionOrleans.Client;

namespace FashionOrleans.Loader.Sources;

/// <summary>How a source's files become items.</summary>
interface ICatalogLayout
{
    /// <summary>True when no two files of a source can have the same id.</summary>
    bool HasUniqueIds { get; }

    /// <summary>The item id of a picture.</summary>
    string IdOf(SourceFile picture);

    /// <summary>The attributes of a picture; null when the metadata has no row for it.</summary>
    IReadOnlyDictionary<string, AttributeValue>? AttributesOf(SourceFile picture);

    /// <summary>The label of an item of the source by attribute name, null when it is not known.</summary>
    string? LabelOf(SourceFile picture, string attribute);
}
