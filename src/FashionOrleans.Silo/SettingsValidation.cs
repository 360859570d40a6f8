using System.Globalization;
using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Jobs;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Search;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Silo;

/// <summary>Stops the process at start when a setting is wrong, with a sentence that names the key, the value and what is allowed.</summary>
sealed class SettingsValidation : IValidateOptions<SiloSettings>, IValidateOptions<QueryOptions>, IValidateOptions<ShardEngineOptions>, IValidateOptions<ShardOptions>, IValidateOptions<EmbeddingOptions>, IValidateOptions<FetchOptions>, IValidateOptions<IngestJobOptions>, IValidateOptions<ShopperOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloSettings options)
    {
        var errors = new List<string>();
        foreach (var role in options.RoleList.Where(role => !SiloRoles.All.Contains(role)))
        {
            errors.Add(Wrong("Roles", role, $"one or more of {string.Join(", ", SiloRoles.All)}, separated by commas"));
        }

        if (options.RoleList.Length == 0)
        {
            errors.Add(Wrong("Roles", options.Roles, $"one or more of {string.Join(", ", SiloRoles.All)}, separated by commas"));
        }

        if (string.IsNullOrWhiteSpace(options.Data))
        {
            errors.Add(Wrong("Data", options.Data, "the path of a folder"));
        }

        if (options.Models is { } models && !Directory.Exists(models))
        {
            errors.Add(Wrong("Models", models, "the path of an existing folder of model packs"));
        }

        if (options.ListensForHealth)
        {
            errors.AddRange(ListenAddresses.WrongOnes(options.HealthUrls, "http").Select(
                url => Wrong("HealthUrls", url, "addresses like http://127.0.0.1:5081, separated by semicolons, or none")));
        }

        errors.AddRange(options.Telemetry.Problems().Select(problem => Wrong(problem.Key, problem.Value, problem.Allowed)));
        RequireStore(errors, options);
        RequireCluster(errors, options);
        RequirePort(errors, "Cluster:SiloPort", options.Cluster.SiloPort);
        RequirePort(errors, "Cluster:GatewayPort", options.Cluster.GatewayPort);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public ValidateOptionsResult Validate(string? name, QueryOptions options)
    {
        var errors = new List<string>();
        RequireDuration(errors, "Query:Deadline", options.Deadline, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5));
        RequireDuration(errors, "Query:LoadingGrace", options.LoadingGrace, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        RequireNumber(errors, "Query:MaxConcurrent", options.MaxConcurrent, 1, 10_000);
        RequireNumber(errors, "Query:MaxQueued", options.MaxQueued, 0, 100_000);
        RequireDuration(errors, "Query:MaxWait", options.MaxWait, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public ValidateOptionsResult Validate(string? name, ShardOptions options)
    {
        var errors = new List<string>();
        RequireDuration(errors, "Shards:Period", options.Period, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        RequireDuration(errors, "Shards:Lease", options.Lease, options.Period, TimeSpan.FromMinutes(1));
        RequireDuration(errors, "Shards:Linger", options.Linger, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        RequireDuration(errors, "Shards:DrainLimit", options.DrainLimit, TimeSpan.Zero, TimeSpan.FromHours(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public ValidateOptionsResult Validate(string? name, ShardEngineOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.VectorCache))
        {
            errors.Add(Wrong("Search:VectorCache", options.VectorCache, "the path of a folder on a local disk"));
        }

        RequireNumber(errors, "Search:GraphM", options.GraphM, 2, 64);
        RequireNumber(errors, "Search:GraphEfConstruction", options.GraphEfConstruction, options.GraphM, GraphOptions.MaxEf);
        RequireNumber(errors, "Search:GraphEf", options.GraphEf, 1, GraphOptions.MaxEf);
        RequireNumber(errors, "Search:GraphRecallSampling", options.GraphRecallSampling, 0, int.MaxValue);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public ValidateOptionsResult Validate(string? name, EmbeddingOptions options)
    {
        var problems = options.Problems().Select(problem => $"{SiloSettings.Section}:Embedding:{problem}").ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public ValidateOptionsResult Validate(string? name, FetchOptions options)
    {
        var problems = options.Problems().Select(problem => $"{SiloSettings.Section}:{FetchOptions.Section}:{problem}").ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public ValidateOptionsResult Validate(string? name, IngestJobOptions options)
    {
        var errors = new List<string>();
        RequireDuration(errors, "Jobs:Period", options.Period, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        RequireDuration(errors, "Jobs:FeedTimeout", options.FeedTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(2));
        if (options.MaxFeedBytes is < 1_000 or > 1_000_000_000)
        {
            errors.Add(Wrong("Jobs:MaxFeedBytes", options.MaxFeedBytes.ToString(CultureInfo.InvariantCulture), "a number of bytes from 1000 to 1000000000"));
        }

        if (options.MaxUnpackedFeedBytes is < 1_000 or > 10_000_000_000)
        {
            errors.Add(Wrong("Jobs:MaxUnpackedFeedBytes", options.MaxUnpackedFeedBytes.ToString(CultureInfo.InvariantCulture), "a number of bytes from 1000 to 10000000000"));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public ValidateOptionsResult Validate(string? name, ShopperOptions options) =>
        options.ForgetAfter == TimeSpan.Zero || (options.ForgetAfter >= TimeSpan.FromDays(1) && options.ForgetAfter <= TimeSpan.FromDays(36_500))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(Wrong("Shoppers:ForgetAfter", options.ForgetAfter.ToString(), "0 for never, or a duration from 1.00:00:00 to 36500.00:00:00"));

    static void RequireStore(List<string> errors, SiloSettings options)
    {
        if (options.EffectiveStore is not (SiloSettings.Sqlite or SiloSettings.PostgresStore))
        {
            errors.Add(Wrong("Store", options.EffectiveStore, $"{SiloSettings.Sqlite} or {SiloSettings.PostgresStore}"));
        }

        if (options.Postgres is null && (options.EffectiveStore == SiloSettings.PostgresStore || options.Cluster.Membership == ClusterSettings.Postgres))
        {
            errors.Add(Wrong("Postgres", "", "a connection string like Host=db;Database=fashion;Username=fashion;Password=…"));
        }
    }

    static void RequireCluster(List<string> errors, SiloSettings options)
    {
        var cluster = options.Cluster;
        if (cluster.Membership is not (ClusterSettings.Localhost or ClusterSettings.Postgres or ClusterSettings.Redis))
        {
            errors.Add(Wrong(
                "Cluster:Membership", cluster.Membership, $"{ClusterSettings.Localhost}, {ClusterSettings.Postgres} or {ClusterSettings.Redis}"));
        }

        if (cluster is { Membership: ClusterSettings.Redis, RedisConnection: null })
        {
            errors.Add(Wrong("Cluster:RedisConnection", "", "the address of Redis, like 127.0.0.1:6379, when FashionOrleans:Cluster:Membership is redis"));
        }

        if (SiloAddresses.Problem(cluster.Address) is { } problem)
        {
            errors.Add(Wrong("Cluster:Address", cluster.Address, problem));
        }

        if (ClusterTls.Problem(cluster.Tls) is { } tls)
        {
            errors.Add(Wrong("Cluster:Tls", cluster.Tls.Certificate ?? "", tls));
        }

        RequireDuration(errors, "Cluster:ProbeTimeout", cluster.ProbeTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        RequireDuration(errors, "Cluster:MembershipRefresh", cluster.MembershipRefresh, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        RequireDuration(errors, "Cluster:GatewayRefresh", cluster.GatewayRefresh, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        RequireNumber(errors, "Cluster:MissedProbes", cluster.MissedProbes, 1, 20);
    }

    static void RequireNumber(List<string> errors, string key, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            errors.Add(Wrong(key, value.ToString(CultureInfo.InvariantCulture), $"a number from {least} to {most}"));
        }
    }

    static void RequireDuration(List<string> errors, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            errors.Add(Wrong(key, value.ToString(), $"a duration from {least} to {most}"));
        }
    }

    static void RequirePort(List<string> errors, string key, int port)
    {
        if (port is < 0 or > 65535)
        {
            errors.Add(Wrong(key, port.ToString(CultureInfo.InvariantCulture), "a port from 1 to 65535, or 0 for any free one"));
        }
    }

    static string Wrong(string key, string value, string allowed) =>
        $"{SiloSettings.Section}:{key} is '{value}', but must be {allowed}.";
}
