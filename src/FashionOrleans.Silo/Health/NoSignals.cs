namespace FashionOrleans.Silo.Health;

/// <summary>Leaves the signals of the process to the host that the listener is part of.</summary>
sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
