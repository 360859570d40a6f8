using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace FashionOrleans.VectorData;

/// <summary>Reads which properties of a record are its key, its data and its vector, and refuses what a catalogue cannot hold.</summary>
sealed class RecordModelBuilder() : CollectionModelBuilder(new() { RequiresAtLeastOneVector = true, SupportsMultipleVectors = false })
{
    const string DataTypes = "string, bool, int, long, float, double, string[], List<string>";
    const string VectorTypes = "ReadOnlyMemory<float>, float[], Embedding<float>, DataContent (a picture, which the server embeds)";

    /// <summary>Whether a property is a vector, rather than something of which one is made.</summary>
    public static bool IsVector(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain == typeof(ReadOnlyMemory<float>) || plain == typeof(float[]) || plain == typeof(Embedding<float>));

    protected override bool SupportsKeyAutoGeneration(Type keyPropertyType) => false;

    protected override void ValidateKeyProperty(KeyPropertyModel keyProperty)
    {
        base.ValidateKeyProperty(keyProperty);
        if (keyProperty.Type != typeof(string))
            throw new NotSupportedException($"The key '{keyProperty.ModelName}' is of type '{keyProperty.Type.Name}'; ids of items are texts. Make it a string.");
    }

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = DataTypes;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(bool) || AttributeMapping.IsNumber(plain) || AttributeMapping.IsTags(plain);
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = VectorTypes;
        return IsVector(type) || type == typeof(DataContent);
    }

    protected override void Validate(Type? type, VectorStoreCollectionDefinition? definition)
    {
        base.Validate(type, definition);
        var vector = VectorProperties[0];
        if (vector.DistanceFunction is not (null or DistanceFunction.CosineSimilarity))
            throw new NotSupportedException($"The vector '{vector.ModelName}' asks for {vector.DistanceFunction}; a catalogue compares by {DistanceFunction.CosineSimilarity} alone.");
        if (vector.IndexKind is not (null or IndexKind.Flat or IndexKind.Hnsw or IndexKind.Dynamic))
            throw new NotSupportedException($"The vector '{vector.ModelName}' asks for the index {vector.IndexKind}; there are {IndexKind.Flat} (exact) and {IndexKind.Hnsw}.");
    }
}
