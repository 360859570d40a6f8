namespace FashionOrleans.Silo;

/// <summary>A service whose start nobody waits for.</summary>
/// <param name="service">The service; its start must not throw.</param>
sealed class StartsAside(IHostedService service) : IHostedService, IAsyncDisposable
{
    Task _start = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _start = Task.Run(() => service.StartAsync(CancellationToken.None), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => service.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _start.Ignore();
        if (service is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
