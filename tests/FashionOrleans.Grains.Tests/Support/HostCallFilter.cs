using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>Shows a silo's calls, and those of silos that report to a balancer on it, to <see cref="HostCalls"/> before they are done.</summary>
sealed class HostCallFilter(HostCalls calls, ILocalSiloDetails self) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var request = context.Request;
        if (context.InterfaceMethod.DeclaringType == typeof(IShardHost))
        {
            var last = request.GetArgument(request.GetArgumentCount() - 1);
            await calls.MeetAsync(self.SiloAddress, context.MethodName, last is CancellationToken token ? token : CancellationToken.None);
        }
        else if (context.InterfaceMethod.DeclaringType == typeof(ISiloWatch))
        {
            await calls.MeetAsync(self.SiloAddress, context.MethodName, CancellationToken.None);
        }
        else if (context.InterfaceMethod.DeclaringType == typeof(IShardBalancerGrain) && request.GetArgument(0) is HostReport report)
        {
            await calls.MeetAsync(report.Silo, context.MethodName, CancellationToken.None);
        }

        await context.Invoke();
    }
}
