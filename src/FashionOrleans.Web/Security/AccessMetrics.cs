using System.Diagnostics.Metrics;

namespace FashionOrleans.Web.Security;

/// <summary>What is measured of requests that were not let in.</summary>
sealed class AccessMetrics
{
    readonly Counter<long> _refusals;

    public AccessMetrics(IMeterFactory meters) => _refusals = meters.Create("FashionOrleans.Web").CreateCounter<long>(
        "fashionorleans.access.refusals", "{request}", "Requests without a key that may ask there, or too many, by status and code.");

    public void Refused(int status, string code) =>
        _refusals.Add(1, new("http.response.status_code", status), new("error.type", code));
}
