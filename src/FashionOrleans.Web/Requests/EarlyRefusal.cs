using FashionOrleans.Contracts;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>
/// Refuses a query before its body is read when the silo in this process would refuse it: a tenth of the work, so that more of it is left for the queries that
/// are answered. A silo elsewhere decides for itself.
/// </summary>
sealed class EarlyRefusal(IServiceProvider services, RefusalLog refusals) : IEndpointFilter
{
    readonly QueryAdmission? _admission = services.GetService<QueryAdmission>();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (_admission?.RefusalNow() is not { } reason)
        {
            return await next(context);
        }

        refusals.Add(context.HttpContext.Request, reason);
        await ProblemWriter.WriteAsync(context.HttpContext, StatusCodes.Status503ServiceUnavailable, ErrorCodes.Overloaded, reason);
        return Results.Empty;
    }
}
