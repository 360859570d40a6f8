using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FashionOrleans.Load;

/// <summary>The requests of a catalogue's shoppers and its shop.</summary>
/// <param name="http">A client of the server.</param>
/// <param name="catalog">The catalogue.</param>
/// <param name="k">Results asked for.</param>
sealed class Requests(HttpClient http, string catalog, int k)
{
    readonly string _route = $"/api/v1/catalogs/{catalog}/recommendations";

    /// <summary>What is like an item.</summary>
    public async Task<HttpResponseMessage> ByIdAsync(string id, CancellationToken stop)
    {
        using var content = Json(new { like = new[] { new { id } }, k });
        return await http.PostAsync(_route, content, stop);
    }

    /// <summary>What is like a picture.</summary>
    public async Task<HttpResponseMessage> ByPictureAsync(byte[] picture, CancellationToken stop)
    {
        using var form = Form(picture);
        using var count = new StringContent($"{k}");
        form.Add(count, "k");
        return await http.PostAsync(_route, form, stop);
    }

    public async Task<HttpResponseMessage> UpsertAsync(string id, byte[] picture, string attributes, CancellationToken stop)
    {
        using var form = Form(picture);
        using var text = new StringContent(attributes);
        form.Add(text, "attributes");
        return await http.PutAsync($"/api/v1/catalogs/{catalog}/items/{id}", form, stop);
    }

    public Task<HttpResponseMessage> DeleteAsync(string id, CancellationToken stop) => http.DeleteAsync($"/api/v1/catalogs/{catalog}/items/{id}", stop);

    /// <summary>A shopper did something with an item.</summary>
    public async Task<HttpResponseMessage> RecordAsync(string shopper, string type, string item, CancellationToken stop)
    {
        using var content = Json(new { events = new[] { new { type, catalog, item } } });
        return await http.PostAsync($"/api/v1/shoppers/{shopper}/events", content, stop);
    }

    /// <summary>What is like an item, for a shopper.</summary>
    public async Task<HttpResponseMessage> ForShopperAsync(string shopper, string id, CancellationToken stop)
    {
        using var content = Json(new { like = new[] { new { id } }, k, shopper });
        return await http.PostAsync(_route, content, stop);
    }

    /// <summary>Pictures to ask with: of a zip, or else those that the catalogue keeps of its items.</summary>
    public async Task<byte[][]> PicturesAsync(string zip, string[] ids, int count)
    {
        if (zip.Length > 0)
        {
            return ReadZip(zip, count);
        }

        var pictures = new List<byte[]>();
        foreach (var id in ids.Take(count))
        {
            pictures.Add(await http.GetByteArrayAsync($"/api/v1/catalogs/{catalog}/items/{id}/image"));
        }

        return [.. pictures];
    }

    // Evenly from the whole zip.
    static byte[][] ReadZip(string path, int count)
    {
        using var zip = ZipFile.OpenRead(path);
        var entries = zip.Entries.Where(entry => entry.Length > 0).ToArray();
        var step = Math.Max(1, entries.Length / count);
        var pictures = new List<byte[]>();
        for (var i = 0; i < entries.Length && pictures.Count < count; i += step)
        {
            using var stream = entries[i].Open();
            var bytes = new byte[entries[i].Length];
            stream.ReadExactly(bytes);
            pictures.Add(bytes);
        }

        return [.. pictures];
    }

    static MultipartFormDataContent Form(byte[] picture)
    {
        var part = new ByteArrayContent(picture);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return new MultipartFormDataContent { { part, "image", "picture.jpg" } };
    }

    static ByteArrayContent Json<T>(T value)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
