using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using FashionOrleans.Web.Tests.Support;
using MessagePack;

namespace FashionOrleans.Web.Tests;

/// <summary>What may be stored as it is, unseen, and what may not.</summary>
public sealed class RestoreTests(WebServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_of_a_backup_is_kept_byte_for_byte_beside_its_embedding()
    {
        var catalog = await server.Http.CreateCatalogAsync();
        byte[] picture = [0xFF, 0xD8, 0xFF, 1, 2, 3];

        var result = await RestoreAsync(catalog, Vectors.Random(1), picture, "image/jpeg");

        Assert.Equal("stored", (string?)result["status"]);
        using var kept = await server.Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a/image", Stop);
        Assert.Equal("image/jpeg", kept.Content.Headers.ContentType?.MediaType);
        Assert.Equal(picture, await kept.Content.ReadAsByteArrayAsync(Stop));
    }

    [Theory]
    [InlineData(true, "text/html")]
    [InlineData(true, "image/svg+xml")]
    [InlineData(true, null)]
    [InlineData(false, "image/jpeg")]
    public async Task Nothing_else_than_a_picture_with_an_embedding_is_kept_unseen(bool hasEmbedding, string? type)
    {
        var catalog = await server.Http.CreateCatalogAsync();

        var result = await RestoreAsync(catalog, hasEmbedding ? Vectors.Random(1) : [], [1, 2, 3], type);

        Assert.Equal(("refused", "invalid_request"), ((string?)result["status"], (string?)result["code"]));
        using var absent = await server.Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a", Stop);
        await absent.ProblemAsync(HttpStatusCode.NotFound, "unknown_item");
    }

    [Fact]
    public async Task A_batch_of_shoppers_pictures_cannot_say_its_type()
    {
        var catalog = await server.Http.CreateCatalogAsync();

        using var reply = await SendAsync(catalog, "items:batch", Vectors.Random(1), [1], "image/jpeg");

        await reply.ProblemAsync(HttpStatusCode.BadRequest, "invalid_messagepack");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("Not-A-Name")]
    public async Task An_export_of_no_catalogue_is_refused_before_it_begins(string name)
    {
        using var reply = await server.Http.GetAsync($"{Api.Root}/catalogs/{name}:export", Stop);

        await reply.ProblemAsync(
            name == "none" ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, name == "none" ? "unknown_catalog" : "invalid_catalog_name");
    }

    async Task<System.Text.Json.Nodes.JsonNode> RestoreAsync(string catalog, float[] embedding, byte[] picture, string? type)
    {
        using var reply = await SendAsync(catalog, "items:restore", embedding, picture, type);
        return (await reply.JsonAsync(HttpStatusCode.OK))["results"]![0]!;
    }

    async Task<HttpResponseMessage> SendAsync(string catalog, string route, float[] embedding, byte[] picture, string? type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(1);
        writer.Write("items");
        writer.WriteArrayHeader(1);
        writer.WriteMapHeader(type is null ? 3 : 4);
        writer.Write("id");
        writer.Write("a");
        writer.Write("embedding");
        writer.Write(MemoryMarshal.AsBytes(embedding.AsSpan()));
        writer.Write("image");
        writer.Write(picture);
        if (type is not null)
        {
            writer.Write("contentType");
            writer.Write(type);
        }

        writer.Flush();
        using var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-msgpack");
        return await server.Http.PostAsync($"{Api.Root}/catalogs/{catalog}/{route}", content, Stop);
    }
}
