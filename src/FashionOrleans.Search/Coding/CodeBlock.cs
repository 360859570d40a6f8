using System.Diagnostics.CodeAnalysis;

namespace FashionOrleans.Search;

/// <summary>
/// The codes of the rows of one block, and for each level and row two norms: what the codes of the level miss, and what lies
/// outside all axes up to the level. Counted by reference like <see cref="RowBlock"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Release frees the memory when the last reference goes.")]
sealed unsafe class CodeBlock
{
    readonly AlignedMemory<byte>[] _codes;
    readonly AlignedMemory<float> _norms;
    int _references = 1;

    /// <summary>Room for the codes of a block.</summary>
    public CodeBlock(IReadOnlyList<CodeLevel> levels)
    {
        _codes = [.. levels.Select(level => new AlignedMemory<byte>(RowBlock.Capacity * level.PaddedWidth))];
        _norms = new(2L * RowBlock.Capacity * levels.Count);
    }

    /// <summary>The codes of <see cref="RowBlock.Vacant"/>: none.</summary>
    public static CodeBlock Vacant { get; } = new([]);

    /// <summary>Room for the codes of a block, which a vacant one needs none of; the caller's reference.</summary>
    public static CodeBlock For(RowCoding coding, RowBlock block)
    {
        if (!block.IsVacant)
            return new(coding.Levels);
        Vacant.AddReference();
        return Vacant;
    }

    public long MemoryBytes => _codes.Sum(codes => codes.Bytes) + _norms.Bytes;

    public byte* Codes(int level) => _codes[level].Pointer;

    /// <summary>float32[Capacity]: norms of what the codes of a level miss, rounded up.</summary>
    public float* Errors(int level) => _norms.Pointer + 2 * level * RowBlock.Capacity;

    /// <summary>float32[Capacity]: norms of what lies outside the axes up to and with a level, rounded up.</summary>
    public float* Rests(int level) => Errors(level) + RowBlock.Capacity;

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0)
            return;
        foreach (var codes in _codes)
            codes.Dispose();
        _norms.Dispose();
    }
}
