namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    /// <summary>The fields of a catalogue: declared types, and those inferred from the items.</summary>
    /// <exception cref="ProblemException"><c>unknown_catalog</c>.</exception>
    public async Task<IReadOnlyList<SchemaField>> GetSchemaAsync(string catalog, CancellationToken cancellationToken = default) =>
        (await SendAsync(() => Get(CatalogPath(catalog, "/schema")), ClientJson.Default.SchemaReply, cancellationToken)).Fields;

    /// <summary>Declares the types of fields; from then on an item that contradicts one is refused.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="fields">The declared fields with one of <see cref="FieldTypes"/> each. They replace all earlier declarations.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The schema as it is now.</returns>
    /// <exception cref="ProblemException"><c>schema_contradicted</c>: a stored item contradicts, and nothing was changed.</exception>
    public async Task<IReadOnlyList<SchemaField>> DeclareSchemaAsync(
        string catalog, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken = default) =>
        (await SendAsync(
            () => Send(HttpMethod.Put, CatalogPath(catalog, "/schema"), new SchemaBody(fields), ClientJson.Default.SchemaBody),
            ClientJson.Default.SchemaReply,
            cancellationToken)).Fields;
}
