using System.Diagnostics;
using k8s;
using k8s.Models;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>The Kubernetes manifests.</summary>
static class Manifests
{
    static readonly string Folder = Repository.PathOf("deploy", "kubernetes");

    /// <summary>Every kustomization.</summary>
    public static IReadOnlyList<string> Kustomizations { get; } = [.. Directory.EnumerateFiles(Folder, "kustomization.yaml", SearchOption.AllDirectories)];

    /// <summary>Every file of resources, patches included.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Except(Kustomizations).Order(StringComparer.Ordinal)];

    /// <summary>Reads resources into the types of the Kubernetes API; a field that they do not have is an error.</summary>
    public static IReadOnlyList<object> Parse(string yaml)
    {
        // A word to kustomize, not to Kubernetes.
        var resources = string.Join('\n', yaml.Split('\n').Where(line => line != "$patch: delete"));
        return KubernetesYaml.LoadAllFromString(resources, strict: true);
    }

    /// <summary>All resources of files that are not patches.</summary>
    public static IReadOnlyList<object> Resources { get; } =
        [.. Files.Where(file => !file.Contains("overlays", StringComparison.Ordinal)).SelectMany(file => Parse(File.ReadAllText(file)))];

    /// <summary>The pods that resources make, by the name of what makes them.</summary>
    public static IReadOnlyDictionary<string, (V1PodTemplateSpec Template, V1LabelSelector Selector)> Pods(IEnumerable<object> resources) => resources
        .Select(resource => resource switch
        {
            V1Deployment deployment => (deployment.Name(), (deployment.Spec.Template, deployment.Spec.Selector)),
            V1StatefulSet set => (set.Name(), (set.Spec.Template, set.Spec.Selector)),
            _ => default,
        })
        .Where(pod => pod.Item1 is not null)
        .ToDictionary(pod => pod.Item1, pod => pod.Item2);

    /// <summary>Whether a selector selects what has these labels.</summary>
    public static bool Selects(V1LabelSelector selector, IDictionary<string, string> labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && (selector.MatchExpressions ?? []).All(expression =>
            expression.OperatorProperty == "In" && labels.TryGetValue(expression.Key, out var value) && expression.Values.Contains(value));

    /// <summary>What a container finds in its environment, beside what its image sets.</summary>
    public static IReadOnlyDictionary<string, string> Environment(V1Container container)
    {
        var variables = (container.EnvFrom ?? []).Any(source => source.ConfigMapRef?.Name == "settings") ? SharedSettings() : [];
        foreach (var variable in container.Env ?? [])
        {
            variables[variable.Name] = variable.Value ?? (variable.ValueFrom.FieldRef.FieldPath == "status.podIP" ? "10.0.0.1" : "?");
        }

        return variables;
    }

    static Dictionary<string, string> SharedSettings() => File.ReadAllLines(Path.Combine(Folder, "base", "settings.env"))
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Puts an overlay together with kubectl's kustomize.</summary>
    public static async Task<string> BuildAsync(string overlay)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", overlay]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var built = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? built : throw new InvalidOperationException(await errors);
    }
}
