namespace FashionOrleans.Web.Tests.Tracing;

/// <summary>A span as a collector gets it by OTLP (opentelemetry-proto, trace/v1/trace.proto).</summary>
/// <param name="Service">The <c>service.name</c> of the process.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="ParentId">The same; empty for a root.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">2 is a server's.</param>
/// <param name="Tags">Its attributes.</param>
/// <param name="Links">Ids of spans that it links to.</param>
sealed record Span(
    string Service, string TraceId, string Id, string ParentId, string Name, int Kind, IReadOnlyDictionary<string, object> Tags, IReadOnlyList<string> Links)
{
    public const int Server = 2;

    public bool IsRoot => ParentId.Length == 0;

    /// <summary>The spans of an ExportTraceServiceRequest.</summary>
    public static List<Span> ReadAll(ReadOnlySpan<byte> request)
    {
        var spans = new List<Span>();
        var reader = new ProtoReader(request);
        while (reader.Read())
        {
            ReadResource(reader.Bytes, spans);
        }

        return spans;
    }

    static void ReadResource(ReadOnlySpan<byte> resourceSpans, List<Span> spans)
    {
        var service = "";
        var reader = new ProtoReader(resourceSpans);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                var attributes = new Dictionary<string, object>();
                var resource = new ProtoReader(reader.Bytes);
                while (resource.Read())
                {
                    AddAttribute(resource.Field == 1 ? resource.Bytes : default, attributes);
                }

                service = (string)attributes["service.name"];
            }
            else if (reader.Field == 2)
            {
                var scope = new ProtoReader(reader.Bytes);
                while (scope.Read())
                {
                    if (scope.Field == 2)
                    {
                        spans.Add(Read(service, scope.Bytes));
                    }
                }
            }
        }
    }

    static Span Read(string service, ReadOnlySpan<byte> span)
    {
        var (trace, id, parent, name, kind) = ("", "", "", "", 0);
        var tags = new Dictionary<string, object>();
        var links = new List<string>();
        var reader = new ProtoReader(span);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    trace = reader.Hex;
                    break;
                case 2:
                    id = reader.Hex;
                    break;
                case 4:
                    parent = reader.Hex;
                    break;
                case 5:
                    name = reader.Text;
                    break;
                case 6:
                    kind = (int)reader.Number;
                    break;
                case 9:
                    AddAttribute(reader.Bytes, tags);
                    break;
                case 13:
                    var link = new ProtoReader(reader.Bytes);
                    while (link.Read())
                    {
                        if (link.Field == 2)
                        {
                            links.Add(link.Hex);
                        }
                    }

                    break;
            }
        }

        return new Span(service, trace, id, parent, name, kind, tags, links);
    }

    static void AddAttribute(ReadOnlySpan<byte> keyValue, Dictionary<string, object> attributes)
    {
        var key = "";
        object value = "";
        var reader = new ProtoReader(keyValue);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                key = reader.Text;
                continue;
            }

            var any = new ProtoReader(reader.Bytes);
            while (any.Read())
            {
                value = any.Field switch
                {
                    1 => any.Text,
                    2 => any.Number != 0,
                    3 => (long)any.Number,
                    4 => BitConverter.UInt64BitsToDouble(any.Number),
                    _ => "",
                };
            }
        }

        if (key.Length > 0)
        {
            attributes[key] = value;
        }
    }
}
