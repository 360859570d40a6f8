using System.Globalization;
using System.Net;
using FashionOrleans.Silo;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Hosting;

/// <summary>Stops the process at start when a setting is wrong, with a sentence that names the key, the value and what is allowed.</summary>
sealed class WebSettingsValidation : IValidateOptions<WebSettings>
{
    public ValidateOptionsResult Validate(string? name, WebSettings options)
    {
        var errors = new List<string>();
        errors.AddRange(ListenAddresses.WrongOnes(options.Urls, "http", "https").Select(
            url => Wrong("Urls", url, "addresses like http://127.0.0.1:5080, separated by semicolons")));
        if (options.Gateway is { } gateway && !IPEndPoint.TryParse(gateway, out _))
        {
            errors.Add(Wrong("Gateway", gateway, "an address and port like 127.0.0.1:30000"));
        }

        if (options is { RunsSilo: false, Gateway: null, Cluster.Membership: ClusterSettings.Localhost })
        {
            errors.Add(Wrong("Gateway", "", "the address of a silo, as 127.0.0.1:30000, when FashionOrleans:Embedded is false"));
        }

        if (options.Cluster.Membership is not (ClusterSettings.Localhost or ClusterSettings.Postgres or ClusterSettings.Redis))
        {
            errors.Add(Wrong(
                "Cluster:Membership",
                options.Cluster.Membership,
                $"{ClusterSettings.Localhost}, {ClusterSettings.Postgres} or {ClusterSettings.Redis}"));
        }

        if (options is { RunsSilo: false, Cluster.Membership: ClusterSettings.Postgres, Postgres: null })
        {
            errors.Add(Wrong("Postgres", "", "a connection string like Host=db;Database=fashion;Username=fashion;Password=…"));
        }

        if (options is { RunsSilo: false, Cluster: { Membership: ClusterSettings.Redis, RedisConnection: null } })
        {
            errors.Add(Wrong("Cluster:RedisConnection", "", "the address of Redis, like 127.0.0.1:6379"));
        }

        if (ClusterTls.Problem(options.Cluster.Tls) is { } tls)
        {
            errors.Add(Wrong("Cluster:Tls", options.Cluster.Tls.Certificate ?? "", tls));
        }

        if (options.RequireKeys is not (KeyRequirement.Auto or KeyRequirement.Always or KeyRequirement.Never))
        {
            errors.Add(Wrong("RequireKeys", options.RequireKeys, $"{KeyRequirement.Auto}, {KeyRequirement.Always} or {KeyRequirement.Never}"));
        }

        if (options.AnonymousRequestsPerSecond is < 1 or > 1_000_000)
        {
            errors.Add(Wrong("AnonymousRequestsPerSecond", options.AnonymousRequestsPerSecond.ToString(CultureInfo.InvariantCulture), "a number from 1 to 1000000"));
        }

        errors.AddRange(options.Telemetry.Problems().Select(problem => Wrong(problem.Key, problem.Value, problem.Allowed)));
        errors.AddRange(KeyRules.Problems(options.Keys, WebSettings.Section));
        RequireSize(errors, "MaxPictureBytes", options.MaxPictureBytes);
        RequireSize(errors, "MaxBatchBytes", options.MaxBatchBytes);
        var largest = RequestSizeLimit.Largest(options);
        if (options.MaxBodyBytes < largest || options.MaxBodyBytes > 1_000_000_000_000)
        {
            errors.Add(Wrong("MaxBodyBytes", options.MaxBodyBytes.ToString(CultureInfo.InvariantCulture), $"a number of bytes from {largest}, the largest request, to 1000000000000"));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    static void RequireSize(List<string> errors, string key, long bytes)
    {
        if (bytes is < 1_000 or > 64_000_000)
        {
            errors.Add(Wrong(key, bytes.ToString(CultureInfo.InvariantCulture), "a number of bytes from 1000 to 64000000"));
        }
    }

    static string Wrong(string key, string value, string allowed) => $"{WebSettings.Section}:{key} is '{value}', but must be {allowed}.";
}
