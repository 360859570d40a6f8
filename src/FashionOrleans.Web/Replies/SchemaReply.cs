using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Replies;

/// <summary>The fields of a catalogue and their types.</summary>
sealed record SchemaReply(IReadOnlyList<SchemaFieldReply> Fields)
{
    public static SchemaReply Of(CatalogSchema schema) =>
        new([.. schema.Fields.Select(field => new SchemaFieldReply(field.Name, field.Type, field.Declared, field.Items))]);
}
