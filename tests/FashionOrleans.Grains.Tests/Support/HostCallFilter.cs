using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>Shows a silo's calls to <see cref="HostCalls"/> before they are done.</summary>
sealed class HostCallFilter(HostCalls calls, ILocalSiloDetails self) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(IShardHost) || context.InterfaceMethod.DeclaringType == typeof(IShardBalancerGrain))
        {
            var arguments = context.Request;
            var last = arguments.GetArgumentCount() > 0 ? arguments.GetArgument(arguments.GetArgumentCount() - 1) : null;
            await calls.MeetAsync(self.SiloAddress, context.MethodName, last is CancellationToken token ? token : CancellationToken.None);
        }

        await context.Invoke();
    }
}
