using FashionOrleans.Contracts;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>A multipart form: pictures in the parts named <c>image</c>, addresses of pictures in the fields <c>imageUrl</c>, everything else as text.</summary>
sealed class PictureForm(IFormCollection fields, IReadOnlyList<ReadOnlyMemory<byte>> pictures)
{
    public IReadOnlyList<ReadOnlyMemory<byte>> Pictures { get; } = pictures;

    public IReadOnlyList<string> Addresses { get; } = [.. fields["imageUrl"].OfType<string>()];

    /// <summary>How many pictures there are, with those that are named by their addresses. These come last.</summary>
    public int Count => Pictures.Count + Addresses.Count;

    public string? Value(string field) => fields.TryGetValue(field, out var values) ? values[0] : null;

    public IEnumerable<string> Values(string field) => fields[field].OfType<string>();

    /// <exception cref="RequestProblem">There is no picture, or more than one.</exception>
    public void RequireOne()
    {
        if (Count != 1)
        {
            throw new RequestProblem(
                400,
                ErrorCodes.InvalidRequest,
                $"The form has {Pictures.Count} parts named 'image' and {Addresses.Count} fields 'imageUrl'; send exactly one of them, the picture file or its address.");
        }
    }

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
