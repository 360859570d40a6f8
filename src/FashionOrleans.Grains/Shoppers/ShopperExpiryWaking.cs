using FashionOrleans.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shoppers;

/// <summary>Every silo that holds shards calls the one grain that forgets shoppers: whichever silos are left, it is woken, and does its work once a day.</summary>
public sealed partial class ShopperExpiryWaking(IGrainFactory grains, TimeProvider time, ILogger<ShopperExpiryWaking> log) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await grains.GetGrain<IShopperExpiryGrain>(0).GoOnAsync().WaitAsync(CallLimit, time, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The grain that forgets shoppers could not be called: {Reason}")]
    partial void LogFailed(string reason);
}
