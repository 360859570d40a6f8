using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>YAML as JSON, with merge keys resolved.</summary>
static class Yaml
{
    static readonly IDeserializer Reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().Build();
    static readonly ISerializer Json = new SerializerBuilder().JsonCompatible().Build();

    public static JsonObject Read(string text) =>
        JsonNode.Parse(Json.Serialize(Reader.Deserialize<object>(new MergingParser(new Parser(new StringReader(text))))))!.AsObject();

    public static JsonObject ReadFile(string path) => Read(File.ReadAllText(path));
}
