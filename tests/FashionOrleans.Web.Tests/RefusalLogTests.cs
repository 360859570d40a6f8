using FashionOrleans.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Web.Tests;

public sealed class RefusalLogTests
{

    [Fact]
    public void A_thousand_refusals_of_a_second_are_one_line_and_the_next_line_counts_them()
    {
        var time = new FakeTimeProvider();
        var lines = new Lines();
        var log = new RefusalLog(time, lines);
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = ("POST", "/x");

        for (var i = 0; i < 1000; i++)
        {
            log.Add(request, "Full.");
        }

        time.Advance(TimeSpan.FromSeconds(1));
        log.Add(request, "Full.");
        time.Advance(TimeSpan.FromSeconds(1));
        log.Add(request, "Full.");

        Assert.Equal(
            [
                "POST /x was refused, as were 0 requests since this was last said: Full.",
                "POST /x was refused, as were 999 requests since this was last said: Full.",
                "POST /x was refused, as were 0 requests since this was last said: Full.",
            ],
            lines.Written);
    }

    sealed class Lines : ILogger<RefusalLog>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
