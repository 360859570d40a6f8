using System.Collections.Concurrent;
using FashionOrleans.Embedding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Embedding;

/// <summary>The embedders of this silo, one a model, each loaded at its first use.</summary>
public sealed partial class EmbedderPool(
    ModelPackDirectory packs, BoxFinder boxes, IOptions<EmbeddingOptions> options, LoadedEmbedders loaded, TimeProvider time, ILogger<EmbedderPool> log) : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, Lazy<Task<Embedder>>> _embedders = new(StringComparer.Ordinal);

    /// <summary>The model packs of this silo.</summary>
    public ModelPackDirectory Packs { get; } = Named(packs, log);

    /// <summary>The embedder of a model; loads it when it is not there yet.</summary>
    /// <exception cref="UnknownModelException">There is no such pack.</exception>
    /// <exception cref="ModelPackException">The pack cannot be used.</exception>
    public async ValueTask<Embedder> GetAsync(string model)
    {
        var pack = Packs.Get(model);
        var loading = _embedders.GetOrAdd(model, _ => new Lazy<Task<Embedder>>(() => Task.Run(() => Load(pack))));
        try
        {
            return await loading.Value;
        }
        catch
        {
            // A model that could not be loaded is tried again at the next use.
            _embedders.TryRemove(KeyValuePair.Create(model, loading));
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var loading in _embedders.Values)
        {
            if (loading is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            {
                await (await loading.Value).DisposeAsync();
            }
        }
    }

    /// <summary>Says which packs cannot be used: nobody else does, until they are asked for.</summary>
    static ModelPackDirectory Named(ModelPackDirectory packs, ILogger log)
    {
        foreach (var damaged in packs.Damaged)
        {
            LogDamaged(log, damaged.Message);
        }

        return packs;
    }

    Embedder Load(ModelPack pack)
    {
        var begun = time.GetTimestamp();
        var embedder = Embedder.Load(pack, options.Value, time, boxes.Proposer);
        embedder.DeviceFailed += failure => LogDeviceFailed(
            failure.Error, pack.Name, failure.Device, failure.Rests ? "it rests and others run its pictures" : "its pictures are answered with an error");
        LogLoaded(
            embedder.Provider.IsFallback ? LogLevel.Warning : LogLevel.Information,
            pack.Name,
            pack.Version,
            time.GetElapsedTime(begun).TotalMilliseconds,
            embedder.Provider.Reason);
        loaded.Add(embedder);
        return embedder;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A model pack cannot be used: {Reason}")]
    static partial void LogDamaged(ILogger log, string reason);

    [LoggerMessage(Message = "Model {Model} version {Version} is loaded ({Milliseconds:0} ms). {Provider}")]
    partial void LogLoaded(LogLevel level, string model, int version, double milliseconds, string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} cannot be run on {Device} any more: {Consequence}. Nothing more is said until it works again.")]
    partial void LogDeviceFailed(Exception exception, string model, string device, string consequence);
}
