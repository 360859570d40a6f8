namespace FashionOrleans.Loader.Reporting;

/// <summary>Shows how far a long job is while it runs.</summary>
interface IProgressDisplay
{
    /// <summary>Said once when the user interrupts the job.</summary>
    const string Stopping = "Stopping: requests under way are being finished. Press Ctrl-C again to stop at once.";

    /// <summary>Shows <paramref name="done"/> of <paramref name="total"/> until <paramref name="work"/> ends, and returns what it returns.</summary>
    Task<T> ShowAsync<T>(string title, long total, Func<long> done, Func<Task<T>> work);

    /// <summary>Says something about the job, such as that the server is busy.</summary>
    void Say(string sentence);
}
