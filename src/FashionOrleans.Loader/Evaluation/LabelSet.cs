namespace FashionOrleans.Loader.Evaluation;

/// <summary>Attributes that must all agree for a result to count as right, such as <c>articleType+gender</c>.</summary>
/// <param name="Name">The attributes joined by <c>+</c>.</param>
sealed record LabelSet(string Name)
{
    const char Separator = '+';

    public IReadOnlyList<string> Attributes { get; } = Name.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The labels, or null when one of them is not known.</summary>
    public IReadOnlyList<string>? Of(Func<string, string?> labelOf)
    {
        var labels = new string[Attributes.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labelOf(Attributes[i]) is not { Length: > 0 } label) return null;
            labels[i] = label;
        }

        return labels;
    }
}
