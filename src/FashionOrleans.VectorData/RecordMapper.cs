using FashionOrleans.Client;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace FashionOrleans.VectorData;

/// <summary>Records against items.</summary>
sealed class RecordMapper<TRecord>(CollectionModel model)
    where TRecord : class
{
    /// <summary>The item that keeps a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="generated">The embedding made of its vector property, where that is no vector.</param>
    /// <exception cref="ArgumentException">The record has no key, or no vector.</exception>
    public ItemUpload ToItem(TRecord record, Embedding<float>? generated)
    {
        var id = (string?)model.KeyProperty.GetValueAsObject(record);
        if (string.IsNullOrEmpty(id)) throw new ArgumentException($"A record has no '{model.KeyProperty.ModelName}'. Give each a key.", nameof(record));
        var item = new ItemUpload
        {
            Id = id,
            Attributes = model.DataProperties.ToDictionary(
                property => property.StorageName,
                property => AttributeMapping.ToAttribute(property.ModelName, property.GetValueAsObject(record)),
                StringComparer.Ordinal),
        };
        var vector = model.VectorProperty;
        return (generated ?? vector.GetValueAsObject(record)) switch
        {
            Embedding<float> embedding => item with { Embedding = embedding.Vector },
            ReadOnlyMemory<float> { IsEmpty: false } embedding => item with { Embedding = embedding },
            float[] { Length: > 0 } embedding => item with { Embedding = embedding },
            DataContent picture => item with { Picture = picture.Data },
            _ => throw new ArgumentException($"The record '{id}' has no '{vector.ModelName}'. Give each a vector or a picture.", nameof(record)),
        };
    }

    /// <summary>The record that an item keeps.</summary>
    /// <param name="id">The item's id.</param>
    /// <param name="attributes">Its attributes; those without a property are left out.</param>
    /// <param name="embedding">Its embedding; null to leave the vector property as it is.</param>
    public TRecord ToRecord(string id, IReadOnlyDictionary<string, AttributeValue> attributes, IReadOnlyList<float>? embedding)
    {
        var record = model.CreateRecord<TRecord>()!;
        model.KeyProperty.SetValueAsObject(record, id);
        foreach (var property in model.DataProperties)
        {
            // What is absent keeps the value that the record's constructor gave it.
            if (attributes.TryGetValue(property.StorageName, out var attribute)
                && AttributeMapping.ToProperty(property.ModelName, attribute, property.Type) is { } value)
            {
                property.SetValueAsObject(record, value);
            }
        }
        if (embedding is not null) model.VectorProperty.SetValueAsObject(record, ToVector(embedding.ToArray()));
        return record;
    }

    object ToVector(float[] embedding) =>
        model.VectorProperty.Type == typeof(float[]) ? embedding
        : model.VectorProperty.Type == typeof(Embedding<float>) ? new Embedding<float>(embedding)
        : new ReadOnlyMemory<float>(embedding);
}
