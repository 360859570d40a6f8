using System.Text.Json;

namespace FashionOrleans.Loader.Commands;

/// <summary>How what the server keeps is printed for programs to read: as it sends it, with line breaks.</summary>
static class JsonText
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write<T>(TextWriter output, T value) => output.WriteLine(JsonSerializer.Serialize(value, Options));
}
