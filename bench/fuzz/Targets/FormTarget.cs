using System.Text;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A query as a multipart form: the picture, the crop, numbers and words as texts.</summary>
sealed class FormTarget : IFuzzTarget, IDisposable
{
    const string Boundary = "b";
    const int InputsOfANetwork = 1000;

    static readonly string[] Fields =
        ["image", "imageUrl", "crop", "k", "filter", "like", "unlike", "diversity", "agreement", "strategy", "ef", "exact", "shopper", "shopperWeight", "text", "textMode", "textWeight", "facets"];

    readonly WebSettings _settings = new();

    GuardedNetwork _network = new("");
    long _inputs;

    public string Name => "form";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Form(("image", "JPEG"), ("k", "5"), ("crop", """{"x":0.2,"y":0.1,"width":0.5,"height":0.6}""")),
        Form(("image", "A"), ("image", "B"), ("crop", "auto"), ("crop", "auto"), ("filter", """{"gender":"Women"}"""), ("exact", "true"), ("ef", "64")),
        Form(("imageUrl", "http://a/1.jpg"), ("imageUrl", "http://8.8.8.8/2.jpg"), ("image", "JPEG"), ("crop", "auto"), ("crop", "auto"), ("crop", "auto"), ("k", "5")),
        Form(("like", "15970"), ("unlike", "3"), ("diversity", "0.5"), ("shopper", "s-1"), ("shopperWeight", "0.5"), ("text", "red"), ("textMode", "narrow"), ("textWeight", "1"), ("facets", "gender")),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        .. Fields.Select(field => Part(field, "1")), "--b\r\n", "\r\n--b--\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=", "filename=", "Content-Type: image/jpeg", "Content-Transfer-Encoding: base64",
        "http://a/1.jpg", "http://127.0.0.1/", "http://[::1]/", "NaN", "Infinity", "-1", "1e999", "auto", "{\"x\":", "٣",
    ];

    public byte[] Generate(Random random) => Form([.. Enumerable.Range(0, random.Next(6)).Select(_ => (Fields[random.Next(Fields.Length)], Text(random)))]);

    public void Run(byte[] input)
    {
        if (++_inputs % InputsOfANetwork == 0)
        {
            _network.Dispose();
            _network = new GuardedNetwork("");
        }

        var context = new DefaultHttpContext();
        if (input.Length % 8 == 0)
        {
            context.Features.Set(AnonymousCaller.Instance);
        }

        context.Request.ContentType = $"multipart/form-data; boundary={Boundary}";
        context.Request.ContentLength = input.Length;
        context.Request.Body = new MemoryStream(input);
        try
        {
            QueryRules.Require(QueryReader.ReadAsync(context.Request, _settings, _network.Addresses, CancellationToken.None).GetAwaiter().GetResult());
        }
        finally
        {
            _network.RequireNoBreach();
        }
    }

    public void Dispose() => _network.Dispose();

    static string Text(Random random) => random.Next(7) switch
    {
        0 => "",
        1 => $"{random.Next(-2, 2000)}",
        2 => $"{random.NextDouble()}",
        3 => "auto",
        4 => "best",
        5 => random.Next(2) == 0 ? "http://a/1.jpg" : "http://127.0.0.1/",
        _ => """{"x":0.2,"y":0.1,"width":0.5,"height":0.6}""",
    };

    static byte[] Form(params (string Field, string Text)[] parts) =>
        Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => Part(part.Field, part.Text))) + $"--{Boundary}--\r\n");

    static string Part(string field, string text) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field}\"{(field == "image" ? "; filename=\"p.jpg\"" : "")}\r\n\r\n{text}\r\n";
}
