using System.Reflection;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Silo;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>The settings that the programs have, by their options classes.</summary>
static class Settings
{
    const string Root = SiloSettings.Section;
    const string Prefix = $"{Root}__";

    static readonly (string Section, Type Options)[] Sections =
    [
        (Root, typeof(SiloSettings)), (Root, typeof(WebSettings)), ($"{Root}:Shards", typeof(ShardOptions)), ($"{Root}:Query", typeof(QueryOptions)),
        ($"{Root}:Search", typeof(ShardEngineOptions)), ($"{Root}:Embedding", typeof(EmbeddingOptions)),
        ($"{Root}:{ShopperOptions.Section}", typeof(ShopperOptions)),
    ];

    /// <summary>Every key there is, as the environment spells it.</summary>
    public static IReadOnlySet<string> Keys { get; } = Sections
        .SelectMany(section => KeysOf(section.Section, section.Options))
        .Append($"{Root}:Secrets")
        .Concat(Enumerable.Range(0, 2).SelectMany(number => KeysOf($"{Root}:Keys:{number}", typeof(ApiKeySettings))))
        .Select(key => key.Replace(":", "__", StringComparison.Ordinal))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with variables of the environment: keys that no program has, values that a program would refuse.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyDictionary<string, string> environment)
    {
        var ours = environment.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToArray();
        var configuration = Configuration(ours);
        var silo = new SettingsValidation();
        return
        [
            .. ours.Select(variable => variable.Key).Where(key => !Keys.Contains(key)).Select(key => $"{key} is no setting"),
            .. Failures(Get<SiloSettings>(Root), silo),
            .. Failures(WithHashes(Get<WebSettings>(Root)), new WebSettingsValidation()),
            .. Failures(Get<ShardOptions>($"{Root}:Shards"), silo),
            .. Failures(Get<QueryOptions>($"{Root}:Query"), silo),
            .. Failures(Get<ShardEngineOptions>($"{Root}:Search"), silo),
            .. Failures(Get<EmbeddingOptions>($"{Root}:Embedding"), silo),
            .. Failures(Get<ShopperOptions>($"{Root}:{ShopperOptions.Section}"), silo),
        ];

        T Get<T>(string section)
            where T : new() => configuration.GetSection(section).Get<T>() ?? new T();
    }

    /// <summary>Whether a web with that environment asks for keys; it has those that the environment names.</summary>
    /// <exception cref="OptionsValidationException">It needs keys and has none.</exception>
    public static bool KeysAreNeeded(IReadOnlyDictionary<string, string> environment)
    {
        var configuration = Configuration(environment);
        return KeyRequirement.Of(configuration.GetSection(Root).Get<WebSettings>()!, configuration).KeysAreNeeded;
    }

    static IConfiguration Configuration(IEnumerable<KeyValuePair<string, string>> environment) =>
        new ConfigurationBuilder().AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create(
            variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)(IsOfThatMachine(variable) ? "10.0.0.1" : variable.Value)))).Build();

    /// <summary>Hashes of keys are secrets, in files of their own.</summary>
    static WebSettings WithHashes(WebSettings settings)
    {
        foreach (var key in settings.Keys)
        {
            key.Sha256 = KeyText.HashOf(key.Name);
        }

        return settings;
    }

    static bool IsOfThatMachine(KeyValuePair<string, string> variable) =>
        variable.Key == $"{Root}__Cluster__Address" && variable.Value == ClusterSettings.Auto;

    static IEnumerable<string> Failures<T>(T options, IValidateOptions<T> validation)
        where T : class => validation.Validate(null, options).Failures ?? [];

    static IEnumerable<string> KeysOf(string section, Type options) => options
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is not null)
        .SelectMany(property => property.PropertyType is { IsClass: true } type && type != typeof(string)
            ? KeysOf($"{section}:{property.Name}", type)
            : [$"{section}:{property.Name}"]);
}
