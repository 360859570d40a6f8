using FashionOrleans.Contracts;
using FashionOrleans.Grains.Embedding;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FashionOrleans.Silo.Health;

/// <summary>Whether the models of all catalogues are open on this silo, and the default one where the silo has it. Opens those that are not.</summary>
sealed class ModelsCheck(EmbedderPool embedders, StoreProbe store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var opening = store.Known
            .Select(catalog => catalog.Settings.Model)
            .Concat(embedders.Packs.Packs.Select(pack => pack.Name).Where(name => name == CatalogSettings.DefaultModel))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(model => model, model => embedders.GetAsync(model).AsTask());
        try
        {
            await Task.WhenAll(opening.Values).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(
                $"still opening {string.Join(", ", opening.Where(model => !model.Value.IsCompleted).Select(model => model.Key))}");
        }
    }
}
