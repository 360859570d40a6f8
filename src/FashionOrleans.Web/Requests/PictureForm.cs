using FashionOrleans.Contracts;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>A multipart form: pictures in the parts named <c>image</c>, everything else as text.</summary>
sealed class PictureForm(IFormCollection fields, IReadOnlyList<ReadOnlyMemory<byte>> pictures)
{
    public IReadOnlyList<ReadOnlyMemory<byte>> Pictures { get; } = pictures;

    public string? Value(string field) => fields.TryGetValue(field, out var values) ? values[0] : null;

    public IEnumerable<string> Values(string field) => fields[field].OfType<string>();

    /// <summary>The only picture.</summary>
    /// <exception cref="RequestProblem">There is none, or more than one.</exception>
    public ReadOnlyMemory<byte> OnlyPicture() => Pictures is [var picture]
        ? picture
        : throw new RequestProblem(
            400, ErrorCodes.InvalidRequest, $"The form has {Pictures.Count} parts named 'image'; send exactly one, with the picture file.");

    /// <summary>Refuses misspelt fields, which would otherwise be ignored in silence.</summary>
    public void RequireOnly(params ReadOnlySpan<string> allowed)
    {
        foreach (var field in fields.Keys.Concat(fields.Files.Select(file => file.Name)))
        {
            if (!allowed.Contains(field))
            {
                throw new RequestProblem(
                    400, ErrorCodes.InvalidRequest, $"The form has a field '{field}', which means nothing here. Allowed: {string.Join(", ", allowed!)}.");
            }
        }
    }
}
