namespace FashionOrleans.Web.Hosting;

/// <summary>
/// Numbers of which any leads to the same answer by another gateway: Orleans sends all calls of one grain key through one, and one that hangs answers for
/// no silo. Whoever asks begins where the last one got through. Thread-safe.
/// </summary>
/// <param name="count">How many there are.</param>
sealed class Ways(int count)
{
    int _open;

    /// <summary>Begins a question; every try of it goes another way.</summary>
    public Question Ask() => new(this, Volatile.Read(ref _open));

    /// <summary>The tries of one question.</summary>
    public sealed class Question(Ways ways, int first)
    {
        int _tries = -1;

        /// <summary>Makes a try, by the next way.</summary>
        public async Task<T> TryAsync<T>(Func<int, Task<T>> attempt)
        {
            var way = (first + Interlocked.Increment(ref _tries)) % ways.Count;
            var answer = await attempt(way);
            Volatile.Write(ref ways._open, way);
            return answer;
        }
    }

    int Count => count;
}
