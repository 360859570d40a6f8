using Microsoft.Extensions.VectorData;

namespace FashionOrleans.Packages.Tests.VectorStores;

/// <summary>A record with a property of each kind.</summary>
sealed class Product
{
    [VectorStoreKey]
    public string Id { get; set; } = "";

    [VectorStoreData]
    public string? Name { get; set; }

    [VectorStoreData(StorageName = "baseColour")]
    public string? Colour { get; set; }

    [VectorStoreData]
    public double? Price { get; set; }

    [VectorStoreData]
    public float Weight { get; set; }

    [VectorStoreData]
    public int Year { get; set; }

    [VectorStoreData]
    public long? Sold { get; set; }

    [VectorStoreData]
    public bool Sale { get; set; }

    [VectorStoreData]
    public bool? Vegan { get; set; }

    [VectorStoreData]
    public string[] Tags { get; set; } = [];

    [VectorStoreData]
    public List<string>? Sizes { get; set; }

    [VectorStoreVector(2048)]
    public ReadOnlyMemory<float> Vector { get; set; }

    /// <summary>All but the vector, to compare by.</summary>
    public string Facts =>
        $"{Id}|{Name}|{Colour}|{Price}|{Weight}|{Year}|{Sold}|{Sale}|{Vegan}|{string.Join(',', Tags)}|{(Sizes is null ? "-" : string.Join(',', Sizes))}";
}
