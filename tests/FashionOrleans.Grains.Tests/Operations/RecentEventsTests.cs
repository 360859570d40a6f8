using FashionOrleans.Grains.Operations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Grains.Tests.Operations;

/// <summary>What a process remembers of its log.</summary>
public sealed class RecentEventsTests : IDisposable
{
    readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    readonly RecentEvents _events;
    readonly ILogger _log;

    public RecentEventsTests()
    {
        _events = new RecentEvents(_time);
        _log = _events.CreateLogger("Shop.Door");
    }

    public void Dispose() => _events.Dispose();

    [Fact]
    public void Warnings_and_errors_are_remembered_and_nothing_below()
    {
        Log(LogLevel.Information, "quiet");
        Log(LogLevel.Warning, "careful");
        Log(LogLevel.Error, "broken", new InvalidOperationException("a hinge"));

        var events = _events.Read(10);

        Assert.Equal(["broken: InvalidOperationException: a hinge", "careful"], events.Select(logged => logged.Message));
        Assert.Equal([true, false], events.Select(logged => logged.IsError));
        Assert.All(events, logged => Assert.Equal(("Shop.Door", "Opened"), (logged.Category, logged.Event)));
    }

    [Fact]
    public void The_oldest_give_way_when_there_are_too_many()
    {
        for (var i = 0; i <= RecentEvents.Capacity; i++)
        {
            Log(LogLevel.Warning, $"number {i}");
        }

        var events = _events.Read(int.MaxValue);

        Assert.Equal(RecentEvents.Capacity, events.Length);
        Assert.Equal($"number {RecentEvents.Capacity}", events[0].Message);
        Assert.Equal("number 1", events[^1].Message);
    }

    [Fact]
    public void What_is_said_again_counts_up_and_drives_out_nothing()
    {
        Log(LogLevel.Warning, "once");
        for (var i = 0; i < 2 * RecentEvents.Capacity; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Log(LogLevel.Warning, "again");
        }

        var events = _events.Read(int.MaxValue);

        Assert.Equal([("again", 2 * RecentEvents.Capacity), ("once", 1)], events.Select(logged => (logged.Message, logged.Count)));
        Assert.Equal(_time.GetUtcNow(), events[0].At);
    }

    [Fact]
    public void A_long_message_is_cut()
    {
        Log(LogLevel.Error, new string('x', 10_000));

        Assert.Equal(500, Assert.Single(_events.Read(10)).Message.Length);
    }

    [Theory]
    [InlineData("Host=db;Username=fashion;Password=s3cret;Timeout=3", "Host=db;Username=fashion;Password=…;Timeout=3")]
    [InlineData("Host=db;Password='s3 cret';Timeout=3", "Host=db;Password=…;Timeout=3")]
    [InlineData("redis 127.0.0.1:6379,password=s3cret,ssl=true", "redis 127.0.0.1:6379,password=…")]
    [InlineData("sent Authorization: Bearer s3cret twice", "sent Authorization: Bearer … twice")]
    [InlineData("the key fo_s3cretS3CRET_- is not known", "the key … is not known")]
    [InlineData("at https://someone:s3cret@shop.example/x", "at https://…@shop.example/x")]
    [InlineData("{\"apiKey\": \"s3cret\", \"k\": 5}", "{\"apiKey\": …, \"k\": 5}")]
    public void Secrets_are_not_remembered(string message, string remembered)
    {
        Log(LogLevel.Warning, message);
        Log(LogLevel.Error, "failed", new InvalidOperationException(message));

        Assert.All(_events.Read(10), logged => Assert.DoesNotContain("s3cret", logged.Message, StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith(remembered, _events.Read(10)[1].Message, StringComparison.Ordinal);
    }

    void Log(LogLevel level, string message, Exception? exception = null) => _log.Log(level, new EventId(7, "Opened"), message, exception, (state, _) => state);
}
