using System.Runtime.CompilerServices;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>Waits for what other threads bring about.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Looks until the condition holds; a test that waited too long says for what, and how things were.</summary>
    public static async Task HoldsAsync(
        Func<bool> condition, Func<string>? state = null, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var stop = TestContext.Current.CancellationToken;
        for (var begun = TimeProvider.System.GetTimestamp(); !condition();)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, $"Still not: {what}. {state?.Invoke()}");
            await Task.Delay(Pause, stop);
        }
    }

    /// <summary>Asks until there is something.</summary>
    public static async Task<T[]> GetAsync<T>(Func<Task<T[]>> ask, [CallerArgumentExpression(nameof(ask))] string? what = null)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); ; await Task.Delay(Pause, TestContext.Current.CancellationToken))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, $"Still nothing: {what}");
            if (await ask() is { Length: > 0 } found)
            {
                return found;
            }
        }
    }
}
