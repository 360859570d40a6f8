namespace FashionOrleans.Grains.Shards;

/// <summary>Something that takes a while and whose result serves everybody who asked before it began: whoever asks while it runs shares the next run.</summary>
/// <param name="run">Does it.</param>
/// <typeparam name="T">Its result.</typeparam>
public sealed class SharedRun<T>(Func<Task<T>> run)
{
    readonly Lock _changing = new();
    Task<T>? _current;
    Task<T>? _next;

    /// <summary>The result of a run that begins after this call.</summary>
    public Task<T> RunAsync()
    {
        lock (_changing)
        {
            return _current is null or { IsCompleted: true } && _next is null
                ? _current = run()
                : _next ??= RunAfterAsync(_current!);
        }
    }

    async Task<T> RunAfterAsync(Task<T> before)
    {
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_changing)
        {
            (_current, _next) = (_next, null);
        }

        return await run();
    }
}
