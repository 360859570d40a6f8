using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using MessagePack;

namespace FashionOrleans.Web.Tests.Support;

/// <summary>A batch of items as a client of the MessagePack form writes it.</summary>
sealed class MessagePackItems
{
    readonly List<(string Id, float[] Embedding)> _items = [];

    public MessagePackItems Add(string id, float[] embedding)
    {
        _items.Add((id, embedding));
        return this;
    }

    public async Task<HttpResponseMessage> PostAsync(HttpClient http, string catalog)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(1);
        writer.Write("items");
        writer.WriteArrayHeader(_items.Count);
        foreach (var (id, embedding) in _items)
        {
            writer.WriteMapHeader(2);
            writer.Write("id");
            writer.Write(id);
            writer.Write("embedding");
            writer.Write(MemoryMarshal.AsBytes(embedding.AsSpan()));
        }

        writer.Flush();
        using var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-msgpack");
        return await http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:batch", content, TestContext.Current.CancellationToken);
    }
}
