namespace FashionOrleans.Search;

/// <summary>The rows that hold one of some values in a field, whatever its kind there.</summary>
sealed class EqualityPredicate : RowPredicate
{
    readonly int _field;
    readonly bool[]? _wantedCodes;
    readonly int _onlyCode;
    readonly double[] _numbers;
    readonly bool _wantsFalse;
    readonly bool _wantsTrue;

    public EqualityPredicate(Field field, IReadOnlyList<FilterValue> values)
    {
        _field = field.Ordinal;
        _numbers = [.. values.Where(v => v.Type == FieldTypes.Number).Select(v => v.Number)];
        _wantsFalse = values.Contains(FilterValue.Of(false));
        _wantsTrue = values.Contains(FilterValue.Of(true));
        var codes = values.Where(v => v.Type == FieldTypes.Keyword).Select(v => field.Find(v.Text!)).Where(c => c > 0).Distinct().ToArray();
        if (codes.Length == 1)
            _onlyCode = codes[0];
        if (codes.Length > 0)
        {
            _wantedCodes = new bool[codes.Max() + 1];
            foreach (var code in codes)
                _wantedCodes[code] = true;
        }
    }

    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask)
    {
        mask.Clear();
        if (block.Column(_field) is not { } column)
            return;
        if (_wantedCodes is { } wanted)
        {
            if (column.Keywords is { } keywords)
                MatchKeywords(keywords, rows, wanted, mask);
            if (column.Tags is { } tags)
                MatchTags(tags, rows, wanted, mask);
        }
        if (_numbers.Length > 0 && column.Numbers is { } numbers)
            MatchNumbers(numbers, rows, mask);
        if ((_wantsFalse || _wantsTrue) && column.Flags is { } flags)
            MatchFlags(flags, rows, mask);
    }

    void MatchKeywords(int[] keywords, int rows, bool[] wanted, Span<ulong> mask)
    {
        if (_onlyCode != 0)
        {
            ColumnMasks.Equal(keywords, _onlyCode, mask);
            return;
        }
        for (var row = 0; row < rows; row++)
        {
            var code = keywords[row];
            if (code < wanted.Length && wanted[code])
                Set(mask, row);
        }
    }

    static void MatchTags(TagColumn tags, int rows, bool[] wanted, Span<ulong> mask)
    {
        for (var row = 0; row < rows; row++)
        {
            foreach (var code in tags.Of(row))
            {
                if (code < wanted.Length && wanted[code])
                {
                    Set(mask, row);
                    break;
                }
            }
        }
    }

    void MatchNumbers(double[] numbers, int rows, Span<ulong> mask)
    {
        for (var row = 0; row < rows; row++)
        {
            if (_numbers.AsSpan().Contains(numbers[row]) && !double.IsNaN(numbers[row]))
                Set(mask, row);
        }
    }

    void MatchFlags(byte[] flags, int rows, Span<ulong> mask)
    {
        for (var row = 0; row < rows; row++)
        {
            if (flags[row] == 1 && _wantsFalse || flags[row] == 2 && _wantsTrue)
                Set(mask, row);
        }
    }
}
