namespace FashionOrleans.Embedding;

/// <summary>A device with the model on it: the processors of the machine, or one GPU.</summary>
/// <param name="Name">For messages and metrics: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="Interactive">Runs the interactive lane's batches.</param>
/// <param name="Bulk">Runs the bulk lane's; may be the same.</param>
sealed record ModelDevice(string Name, IBatchModel Interactive, IBatchModel Bulk) : IDisposable
{
    public void Dispose()
    {
        Bulk.Dispose();
        if (!ReferenceEquals(Interactive, Bulk))
            Interactive.Dispose();
    }
}
