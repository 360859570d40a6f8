namespace FashionOrleans.Contracts;

/// <summary>How long callers wait for work that grows with the size of a batch; everything else has the runtime's 30 seconds.</summary>
public static class BatchTimeouts
{
    /// <summary>Five minutes: a batch of 1,000 pictures on a machine that is busy with others.</summary>
    public const string Batch = "00:05:00";
}
