using Spectre.Console;
using Spectre.Console.Rendering;

namespace FashionOrleans.Loader.Reporting;

/// <summary>A bar with counts, rate and time left.</summary>
sealed class TerminalProgress(IAnsiConsole console, TimeProvider clock, CancellationToken interrupt) : IProgressDisplay
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(5);

    string _state = "";
    string _said = "";
    long _saidAt;

    public Task<T> ShowAsync<T>(string title, long total, Func<long> done, Func<Task<T>> work) =>
        console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new StateColumn(() => Volatile.Read(ref _state)))
            .StartAsync(context => RunAsync(context.AddTask(title, maxValue: Math.Max(total, 1)), total, done, work));

    public void Say(string sentence)
    {
        _saidAt = clock.GetTimestamp();
        Volatile.Write(ref _said, sentence);
    }

    async Task<T> RunAsync<T>(ProgressTask task, long total, Func<long> done, Func<Task<T>> work)
    {
        var rate = new RateEstimate(clock);
        rate.Update(0);
        var running = work();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await Task.WhenAny(running, timer.WaitForNextTickAsync().AsTask()) != running) Update();
        Update();
        task.StopTask();
        return await running;

        void Update()
        {
            var now = done();
            var speed = rate.Update(now);
            task.Value = total == 0 ? 1 : now;
            var said = interrupt.IsCancellationRequested ? "stopping; Ctrl-C again to stop at once"
                : clock.GetElapsedTime(_saidAt) < SaidFor ? Volatile.Read(ref _said)
                : "";
            Volatile.Write(ref _state, $"{now:N0} of {total:N0}  {speed:N0}/s  {Durations.Text(RateEstimate.Remaining(total - now, speed))} left  {said}");
        }
    }

    /// <summary>Shows the job's counts, rate and time left.</summary>
    sealed class StateColumn(Func<string> text) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
    }
}
