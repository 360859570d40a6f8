using System.Net;
using System.Net.Sockets;

namespace FashionOrleans.Load;

/// <summary>A collector that throws away what it gets by OTLP over HTTP, and counts the spans.</summary>
sealed class SpanSink : IDisposable
{
    const int ScopeSpans = 2;
    const int Span = 2;

    readonly HttpListener _listener = new();
    long _spans;

    public SpanSink()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    /// <summary>Spans that came.</summary>
    public long Spans => Interlocked.Read(ref _spans);

    public void Dispose() => _listener.Close();

    /// <summary>The spans of an ExportTraceServiceRequest (opentelemetry-proto, collector/trace/v1): resources have scopes, which have spans.</summary>
    public static int Count(ReadOnlySpan<byte> request)
    {
        var spans = 0;
        while (Next(ref request, out _, out var resource))
        {
            while (Next(ref resource, out var field, out var scope))
            {
                while (field == ScopeSpans && Next(ref scope, out var inner, out _))
                {
                    spans += inner == Span ? 1 : 0;
                }
            }
        }

        return spans;
    }

    /// <summary>Reads the next field of a message whose fields all have a length (https://protobuf.dev/programming-guides/encoding/); false at its end.</summary>
    static bool Next(ref ReadOnlySpan<byte> message, out int field, out ReadOnlySpan<byte> value)
    {
        field = 0;
        value = default;
        if (message.IsEmpty)
        {
            return false;
        }

        field = (int)(Varint(ref message) >> 3);
        var length = (int)Varint(ref message);
        value = message[..length];
        message = message[length..];
        return true;
    }

    static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url!.AbsolutePath.EndsWith("/traces", StringComparison.Ordinal))
            {
                Interlocked.Add(ref _spans, Count(body.GetBuffer().AsSpan(0, (int)body.Length)));
            }

            context.Response.Close();
        }
    }
}
