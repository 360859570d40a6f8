using System.Text;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A query as a multipart form: the picture, the crop, numbers and words as texts.</summary>
sealed class FormTarget : IFuzzTarget
{
    const string Boundary = "b";

    static readonly string[] Fields =
        ["image", "crop", "k", "filter", "like", "unlike", "diversity", "agreement", "strategy", "ef", "exact", "shopper", "shopperWeight", "text", "textMode", "textWeight", "facets"];

    readonly WebSettings _settings = new();

    // Nobody who is unknown lets the server fetch anything, so this asks no network.
    readonly PictureAddresses _addresses = new(null!, Options.Create(new WebSettings()), TimeProvider.System);

    public string Name => "form";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Form(("image", "JPEG"), ("k", "5"), ("crop", """{"x":0.2,"y":0.1,"width":0.5,"height":0.6}""")),
        Form(("image", "A"), ("image", "B"), ("crop", "auto"), ("crop", "auto"), ("filter", """{"gender":"Women"}"""), ("exact", "true"), ("ef", "64")),
        Form(("like", "15970"), ("unlike", "3"), ("diversity", "0.5"), ("shopper", "s-1"), ("shopperWeight", "0.5"), ("text", "red"), ("textMode", "narrow"), ("textWeight", "1"), ("facets", "gender")),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        .. Fields.Select(field => Part(field, "1")), "--b\r\n", "\r\n--b--\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=", "filename=", "Content-Type: image/jpeg", "Content-Transfer-Encoding: base64",
        "NaN", "Infinity", "-1", "1e999", "auto", "{\"x\":", "٣",
    ];

    public byte[] Generate(Random random) => Form([.. Enumerable.Range(0, random.Next(6)).Select(_ => (Fields[random.Next(Fields.Length)], Text(random)))]);

    public void Run(byte[] input)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(AnonymousCaller.Instance);
        context.Request.ContentType = $"multipart/form-data; boundary={Boundary}";
        context.Request.ContentLength = input.Length;
        context.Request.Body = new MemoryStream(input);
        QueryRules.Require(QueryReader.ReadAsync(context.Request, _settings, _addresses, CancellationToken.None).GetAwaiter().GetResult());
    }

    static string Text(Random random) => random.Next(6) switch
    {
        0 => "",
        1 => $"{random.Next(-2, 2000)}",
        2 => $"{random.NextDouble()}",
        3 => "auto",
        4 => "best",
        _ => """{"x":0.2,"y":0.1,"width":0.5,"height":0.6}""",
    };

    static byte[] Form(params (string Field, string Text)[] parts) =>
        Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => Part(part.Field, part.Text))) + $"--{Boundary}--\r\n");

    static string Part(string field, string text) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field}\"{(field == "image" ? "; filename=\"p.jpg\"" : "")}\r\n\r\n{text}\r\n";
}
