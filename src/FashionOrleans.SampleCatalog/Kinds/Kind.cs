using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>One kind of product: how it is drawn, what it comes in and what it costs.</summary>
/// <param name="ArticleType">Value of <c>articleType</c>; several kinds may share one.</param>
/// <param name="Noun">What a shop calls one of them, the end of its name.</param>
/// <param name="Draw">Draws one and returns the words for its cut, e.g. <c>Slim-Fit Cropped</c>; they go before the noun.</param>
sealed record Kind(string ArticleType, string Noun, Func<Easel, Style, string> Draw)
{
    public IReadOnlyList<string> Genders { get; init; } = ["Men", "Women"];

    public IReadOnlyList<string> Usages { get; init; } = ["Casual"];

    public IReadOnlyList<string> Seasons { get; init; } = ["Summer", "Fall", "Winter", "Spring"];

    public IReadOnlyList<NamedColour> Colours { get; init; } = Palette.Everyday;

    /// <summary>Patterns it comes in, each as often as it stands here.</summary>
    public IReadOnlyList<PatternKind> Patterns { get; init; } = [PatternKind.Solid];

    public IReadOnlyList<Weave> Weaves { get; init; } = [Weave.Cotton];

    /// <summary>Lowest and highest price.</summary>
    public (int From, int To) Price { get; init; } = (15, 60);

    /// <summary>How many times it stands in one round of the catalogue.</summary>
    public int Share { get; init; } = 1;
}
