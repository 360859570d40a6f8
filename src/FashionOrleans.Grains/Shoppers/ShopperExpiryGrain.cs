using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Shoppers;

/// <inheritdoc cref="IShopperExpiryGrain"/>
/// <remarks>
/// That there is one activation is what makes it one place of the cluster. Another after a failure, or a second one during a split, looks again on the same day and finds
/// nothing, or shares the work: the store gives no shopper to both.
/// </remarks>
[Reentrant, RequireRole(SiloRoles.Storage)]
public sealed partial class ShopperExpiryGrain(ShopperExpiry expiry, TimeProvider time, ILogger<ShopperExpiryGrain> log) : Grain, IShopperExpiryGrain, IDisposable
{
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource _stop = new();
    Task _running = Task.CompletedTask;
    DateOnly? _doneOn;

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(StopLimit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Called by the runtime.</summary>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    public Task GoOnAsync()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (expiry.IsOn && _running.IsCompleted && _doneOn != today)
        {
            _running = RunAsync(today);
        }

        return Task.CompletedTask;
    }

    async Task RunAsync(DateOnly today)
    {
        try
        {
            var forgotten = await expiry.RunAsync(_stop.Token);
            _doneOn = today;
            if (forgotten > 0)
            {
                LogForgotten(forgotten);
            }
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested)
        {
            // The next call tries again.
            LogFailed(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Shoppers} shoppers of whom nothing was heard for long were forgotten")]
    partial void LogForgotten(long shoppers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shoppers of whom nothing was heard for long could not be forgotten; it is tried again: {Reason}")]
    partial void LogFailed(string reason);
}
