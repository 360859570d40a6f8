using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Queries;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Silo;

/// <summary>Stops the process at start when a setting is wrong, with a sentence that names the key, the value and what is allowed.</summary>
sealed class SettingsValidation : IValidateOptions<SiloSettings>, IValidateOptions<QueryOptions>, IValidateOptions<EmbeddingOptions>
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

        RequirePort(errors, "Cluster:SiloPort", options.Cluster.SiloPort);
        RequirePort(errors, "Cluster:GatewayPort", options.Cluster.GatewayPort);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public ValidateOptionsResult Validate(string? name, QueryOptions options)
    {
        if (options.Deadline < TimeSpan.FromMilliseconds(10) || options.Deadline > TimeSpan.FromMinutes(5))
        {
            return ValidateOptionsResult.Fail(Wrong("Query:Deadline", options.Deadline.ToString(), "a duration from 00:00:00.010 to 00:05:00"));
        }

        return options.LoadingGrace < TimeSpan.Zero || options.LoadingGrace > TimeSpan.FromMinutes(1)
            ? ValidateOptionsResult.Fail(Wrong("Query:LoadingGrace", options.LoadingGrace.ToString(), "a duration from 00:00:00 to 00:01:00"))
            : ValidateOptionsResult.Success;
    }

    public ValidateOptionsResult Validate(string? name, EmbeddingOptions options)
    {
        var problems = options.Problems().Select(problem => $"{SiloSettings.Section}:Embedding:{problem}").ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    static void RequirePort(List<string> errors, string key, int port)
    {
        if (port is < 0 or > 65535)
        {
            errors.Add(Wrong(key, port.ToString(System.Globalization.CultureInfo.InvariantCulture), "a port from 1 to 65535, or 0 for any free one"));
        }
    }

    static string Wrong(string key, string value, string allowed) =>
        $"{SiloSettings.Section}:{key} is '{value}', but must be {allowed}.";
}
