namespace FashionOrleans.Search;

/// <summary>
/// The values of one field in one block of rows, a column for each kind of value that occurs. Written row by row by the
/// single writer; a row below a reader's count never changes.
/// </summary>
sealed class ColumnChunk
{
    /// <summary>Dictionary codes, 0 for none.</summary>
    public int[]? Keywords { get; private set; }

    /// <summary>Numbers, NaN for none.</summary>
    public double[]? Numbers { get; private set; }

    /// <summary>0 for none, 1 for false, 2 for true.</summary>
    public byte[]? Flags { get; private set; }

    /// <summary>Dictionary codes of the tags of the rows.</summary>
    public TagColumn? Tags { get; private set; }

    public long MemoryBytes =>
        (Keywords is null ? 0 : RowBlock.Capacity * sizeof(int)) + (Numbers is null ? 0 : RowBlock.Capacity * sizeof(double))
        + (Flags is null ? 0 : RowBlock.Capacity) + (Tags?.MemoryBytes ?? 0);

    public bool HasValue(int row) =>
        Keywords is { } keywords && keywords[row] != 0 || Numbers is { } numbers && !double.IsNaN(numbers[row])
        || Flags is { } flags && flags[row] != 0 || Tags is { } tags && tags.Of(row).Length > 0;

    /// <summary>The kinds of values that a row holds; an empty array of tags is none.</summary>
    public FieldTypes TypesOf(int row) =>
        (Keywords is { } keywords && keywords[row] != 0 ? FieldTypes.Keyword : 0)
        | (Numbers is { } numbers && !double.IsNaN(numbers[row]) ? FieldTypes.Number : 0)
        | (Flags is { } flags && flags[row] != 0 ? FieldTypes.Bool : 0)
        | (Tags is { } tags && tags.Of(row).Length > 0 ? FieldTypes.Tags : 0);

    public void Set(int row, Field field, in AttributeValue value)
    {
        switch (value.Type)
        {
            case FieldTypes.Keyword:
                (Keywords ??= new int[RowBlock.Capacity])[row] = field.GetOrAdd(value.Text!);
                break;
            case FieldTypes.Number:
                (Numbers ??= NoNumbers())[row] = value.Number;
                break;
            case FieldTypes.Bool:
                (Flags ??= new byte[RowBlock.Capacity])[row] = (byte)(value.Flag ? 2 : 1);
                break;
            default:
                var codes = (Tags ??= new TagColumn()).Set(row, value.Tags!.Length);
                for (var i = 0; i < codes.Length; i++)
                    codes[i] = field.GetOrAdd(value.Tags[i]);
                break;
        }
    }

    /// <summary>Copies a row of a chunk whose field has the dictionary <paramref name="from"/>.</summary>
    public void Copy(int row, Field field, ColumnChunk source, int sourceRow, Field from)
    {
        if (source.Keywords is { } keywords && keywords[sourceRow] is > 0 and var code)
            (Keywords ??= new int[RowBlock.Capacity])[row] = field.GetOrAdd(from.TextOf(code));
        if (source.Numbers is { } numbers && !double.IsNaN(numbers[sourceRow]))
            (Numbers ??= NoNumbers())[row] = numbers[sourceRow];
        if (source.Flags is { } flags && flags[sourceRow] != 0)
            (Flags ??= new byte[RowBlock.Capacity])[row] = flags[sourceRow];
        if (source.Tags is not { } tags || !tags.IsSet(sourceRow))
            return;
        var codes = (Tags ??= new TagColumn()).Set(row, tags.Of(sourceRow).Length);
        for (var i = 0; i < codes.Length; i++)
            codes[i] = field.GetOrAdd(from.TextOf(tags.Of(sourceRow)[i]));
    }

    public void Clear(int row)
    {
        Keywords?[row] = 0;
        Numbers?[row] = double.NaN;
        Flags?[row] = 0;
        Tags?.Clear(row);
    }

    static double[] NoNumbers()
    {
        var numbers = new double[RowBlock.Capacity];
        Array.Fill(numbers, double.NaN);
        return numbers;
    }
}
