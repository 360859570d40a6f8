using System.Diagnostics.CodeAnalysis;

namespace FashionOrleans.Web.Hosting;

/// <summary>
/// Tells calls that are under way that a gateway was lost. Orleans leaves a call that travelled through it unanswered until its timeout,
/// which for a batch of pictures is minutes.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer and without links holds nothing to free.")]
sealed class GatewayLosses
{
    CancellationTokenSource _next = new();

    /// <summary>Cancelled when the next gateway is lost.</summary>
    public CancellationToken Next => Volatile.Read(ref _next).Token;

    /// <summary>Hears of every change of the number of gateways that the client is connected to.</summary>
    public void OnCountChanged(object? sender, GatewayCountChangedEventArgs change)
    {
        if (change.NumberOfConnectedGateways < change.PreviousNumberOfConnectedGateways)
        {
            Interlocked.Exchange(ref _next, new CancellationTokenSource()).Cancel();
        }
    }
}
