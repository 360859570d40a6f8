namespace FashionOrleans.Storage;

/// <summary>A row of the store holds what no version of this program has written. The message names the row and says what to do.</summary>
/// <param name="row">The row, as <c>item 'x' of shard y</c>.</param>
/// <param name="problem">What is wrong with it, without a full stop.</param>
/// <param name="inner">What the reader said.</param>
public sealed class DamagedRowException(string row, string problem, Exception? inner = null)
    : Exception($"The store's row of {row} is damaged: {problem}. Restore the store from a backup, or mend or delete the row.", inner);
