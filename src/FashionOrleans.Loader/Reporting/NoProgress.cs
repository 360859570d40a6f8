namespace FashionOrleans.Loader.Reporting;

/// <summary>Shows nothing.</summary>
sealed class NoProgress : IProgressDisplay
{
    public Task<T> ShowAsync<T>(string title, long total, Func<long> done, Func<Task<T>> work) => work();

    public void Say(string sentence)
    {
    }
}
