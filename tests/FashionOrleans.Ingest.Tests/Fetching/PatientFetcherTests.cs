using FashionOrleans.Ingest.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Ingest.Tests.Fetching;

/// <summary>Asking again, and waiting before that.</summary>
public sealed class PatientFetcherTests
{
    readonly FakeTimeProvider _time = new();
    int _attempts;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_wait_doubles_and_half_of_it_is_drawn()
    {
        var fetching = Fetcher(attempts: 4, drawn: 0).FetchAsync(Fail(4), Stop);

        AssertNextAfter(TimeSpan.FromSeconds(0.5), attempt: 2);
        AssertNextAfter(TimeSpan.FromSeconds(1), attempt: 3);
        AssertNextAfter(TimeSpan.FromSeconds(2), attempt: 4);
        await Assert.ThrowsAsync<FetchException>(() => fetching);
        Assert.Equal(4, _attempts);
    }

    [Fact]
    public async Task What_succeeds_later_is_returned_and_the_longest_draw_waits_longest()
    {
        var fetching = Fetcher(attempts: 4, drawn: 1).FetchAsync(Fail(2), Stop);

        AssertNextAfter(TimeSpan.FromSeconds(1), attempt: 2);
        AssertNextAfter(TimeSpan.FromSeconds(2), attempt: 3);
        Assert.Equal(3, await fetching);
    }

    [Fact]
    public async Task What_the_other_server_asks_for_is_waited_and_never_more_than_two_minutes()
    {
        var fetching = Fetcher(attempts: 3, drawn: 1).FetchAsync(Fail(2, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)), Stop);

        AssertNextAfter(TimeSpan.FromSeconds(30), attempt: 2);
        AssertNextAfter(TimeSpan.FromMinutes(2), attempt: 3);
        Assert.Equal(3, await fetching);
    }

    [Fact]
    public async Task What_will_not_be_there_later_is_not_asked_for_again()
    {
        await Assert.ThrowsAsync<FetchException>(() => Fetcher(attempts: 4, drawn: 0).FetchAsync<int>(
            _ => throw new FetchException("picture_unreachable", $"404 at attempt {++_attempts}."), Stop));

        Assert.Equal(1, _attempts);
    }

    PatientFetcher Fetcher(int attempts, double drawn) => new(attempts, _time, () => drawn);

    /// <summary>Fails so often, then tells which attempt it was.</summary>
    Func<CancellationToken, Task<int>> Fail(int times, params TimeSpan[] asked) => _ => ++_attempts <= times
        ? throw new FetchException("picture_unreachable", "503.", isTransient: true, asked.Length >= _attempts ? asked[_attempts - 1] : null)
        : Task.FromResult(_attempts);

    void AssertNextAfter(TimeSpan wait, int attempt)
    {
        Assert.Equal(attempt - 1, _attempts);
        _time.Advance(wait - TimeSpan.FromMilliseconds(1));
        Assert.Equal(attempt - 1, _attempts);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(attempt, _attempts);
    }
}
