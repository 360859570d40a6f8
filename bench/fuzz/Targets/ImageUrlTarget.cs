using System.Text;
using System.Text.Json;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>
/// The address of a picture, fetched as a single item's, as one of a batch, as an example of a query and as a form's: the first line of the input, which some server
/// then passes on to the second, where there is one. Whatever they are, no connection may be made to an address that is not public (<see cref="GuardedNetwork"/>).
/// </summary>
sealed class ImageUrlTarget : IFuzzTarget, IDisposable
{
    // A client keeps something of every host for a minute.
    const int InputsOfANetwork = 1000;

    static readonly string[] Schemes = ["http", "http", "http", "https", "HTTP", "ftp", "file", "//", "javascript"];
    static readonly string[] Users = ["", "", "", "", "user@", "user:password@", "8.8.8.8@", "a%40b@", "@"];
    static readonly string[] Ports = ["", "", "", "", ":80", ":443", ":8080", ":22", ":0", ":65536", ":080", ":", ":٨٠"];
    static readonly string[] Tails = ["", "/", "/1.jpg", "?a=b", "#@8.8.8.8/", "\\@8.8.8.8/", "/../..//x", " ", "/%2e%2e/"];
    static readonly string[] Hosts =
    [
        "localhost", "LOCALHOST.", "a.localhost", "images.example.com", "a", "b.c", "shop.example", GuardedNetwork.Shop, "münchen.example", "xn--mnchen-3ya.example", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "metadata.google.internal",
        "[::1]", "[::]", "[fe80::1%25eth0]", "[fd00::1]", "[2606:2800:220:1::1]", "[::ffff:0:127.0.0.1]", "127.0.0.1.nip.io", "0", "-a.example", "a..b", "a_b.example", "１２７.1",
    ];

    static readonly byte[][] Addresses =
        [[127, 0, 0, 1], [10, 0, 0, 1], [169, 254, 169, 254], [192, 168, 1, 1], [172, 16, 0, 1], [100, 64, 0, 1], [0, 0, 0, 0], [255, 255, 255, 255], [224, 0, 0, 1], [10, 1, 2, 3], [8, 8, 8, 8], [93, 184, 216, 34]];

    readonly GuardedNetwork[] _networks = new GuardedNetwork[2];
    long _inputs;

    public string Name => "imageurl";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "http://images.example.com/1.jpg", "https://93.184.216.34/1.jpg", "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://user:password@8.8.8.8/",
            "http://8.8.8.8:8080/", "http://127.0.0.1:8080/", "http://images.shop.internal/a", "http://10.1.2.3/", "http://münchen.example/", "http://a/\nhttp://127.0.0.1/", "http://8.8.8.8/\n//169.254.169.254/latest",
            "http://8.8.8.8/\nfile:///etc/passwd", "http://8.8.8.8/a/b\n../c", " http://１２７.0.0.1/ ",
        }.SelectMany(text => Enumerable.Range(0, 4).Select(blanks => Encoding.UTF8.GetBytes(text + new string(' ', blanks)))),
    ];

    public IReadOnlyList<string> Words { get; } =
        [.. Hosts, .. Ports, .. Users, "http://", "https://", "\n", "\nhttp://127.0.0.1/", "\n//", "@", "\\", "/", "?", "#", "%", "%00", "%2e", "。", "０", "0x", "::ffff:", "[", "]", "\u00ad", "\u200b", "\t", ".", "127", "169.254.169.254"];

    // The answer of another server is read into buffers of the client; nothing here grows with what it is.
    public byte[] Generate(Random random) => Encoding.UTF8.GetBytes(Address(random) + (random.Next(3) == 0 ? "\n" + Address(random) : ""));

    public void Run(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n', 2);
        var network = Network(input.Length % 2);
        // A header's line ends at the first of these, and so does what a server can pass on to.
        network.Redirect = lines.Length > 1 ? lines[1].Split('\r', '\n', '\0')[0] : null;
        try
        {
            FetchAsync(network.Addresses, lines[0], input.Length % 4).GetAwaiter().GetResult();
        }
        finally
        {
            network.RequireNoBreach();
        }
    }

    public void Dispose()
    {
        foreach (var network in _networks)
        {
            network?.Dispose();
        }
    }

    static async Task FetchAsync(PictureAddresses addresses, string address, int way)
    {
        var context = new DefaultHttpContext();
        switch (way)
        {
            case 0:
                await addresses.FetchAllAsync(context, new PictureForm(new FormCollection(new() { ["imageUrl"] = new([address, address]) }), [new byte[1]]), CancellationToken.None);
                break;
            case 1:
                await addresses.FetchOnlyAsync(context, new PictureForm(new FormCollection(new() { ["imageUrl"] = address }), []), CancellationToken.None);
                break;
            case 2:
                var items = await addresses.FetchAsync(context, JsonBatch.Read(Json($$"""{"items":[{"id":"a","imageUrl":{{Quote(address)}}}]}""")), CancellationToken.None);
                if (items is not [{ Upload.Picture.IsEmpty: false } or { Refusal: { Stored: false, Detail.Length: > 0 } }])
                {
                    throw new InvalidOperationException("An item has neither a picture nor a refusal.");
                }

                break;
            default:
                var query = JsonSerializer.Deserialize(Json($$"""{"like":[{"imageUrl":{{Quote(address)}}}]}"""), WebJson.Default.RecommendationRequest)!;
                await addresses.FetchAsync(context, query, CancellationToken.None);
                break;
        }
    }

    GuardedNetwork Network(int which)
    {
        if (_inputs++ % InputsOfANetwork == 0)
        {
            Dispose();
            _networks[0] = new GuardedNetwork("");
            _networks[1] = new GuardedNetwork(GuardedNetwork.Allowed);
        }

        return _networks[which];
    }

    static string Address(Random random)
    {
        var host = random.Next(4) == 0 ? Hosts[random.Next(Hosts.Length)] : SpelledAddress.Draw(random, Addresses[random.Next(Addresses.Length)]);
        return $"{Schemes[random.Next(Schemes.Length)]}:{(random.Next(8) == 0 ? "/" : "//")}{Users[random.Next(Users.Length)]}{host}{Ports[random.Next(Ports.Length)]}{Tails[random.Next(Tails.Length)]}";
    }

    static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    static string Quote(string text) => JsonSerializer.Serialize(text);
}
