namespace FashionOrleans.Loader.Reporting;

/// <summary>Shows how far a long job is while it runs.</summary>
interface IProgressDisplay
{
    /// <summary>Shows <paramref name="done"/> of <paramref name="total"/> until <paramref name="work"/> ends, and returns what it returns.</summary>
    Task<T> ShowAsync<T>(string title, long total, Func<long> done, Func<Task<T>> work);

    /// <summary>Says something about the job, such as that the server is busy.</summary>
    void Say(string sentence);
}
