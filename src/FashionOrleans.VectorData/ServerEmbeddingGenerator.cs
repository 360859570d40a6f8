using FashionOrleans.Client;
using Microsoft.Extensions.AI;

namespace FashionOrleans.VectorData;

/// <summary>
/// A generator of <c>Microsoft.Extensions.AI</c> whose embeddings a FashionOrleans server computes: pictures in, unit vectors
/// <c>float32[dimension]</c> out. Thread-safe.
/// </summary>
public sealed class ServerEmbeddingGenerator : IEmbeddingGenerator<DataContent, Embedding<float>>
{
    // The server batches what arrives together; more at once would only wait there.
    const int RequestsAtOnce = 8;

    readonly FashionOrleansClient _client;
    readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>A generator over a client.</summary>
    /// <param name="client">Not disposed.</param>
    /// <param name="model">Name of a model pack, null for the server's default.</param>
    /// <param name="dimensions">Numbers in one embedding, when they are known; only for the metadata.</param>
    public ServerEmbeddingGenerator(FashionOrleansClient client, string? model = null, int? dimensions = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _metadata = new(FashionOrleansVectorStore.SystemName, client.Server, model, dimensions);
    }

    /// <summary>Embeds pictures.</summary>
    /// <param name="values">Encoded pictures.</param>
    /// <param name="options"><see cref="EmbeddingGenerationOptions.ModelId"/> names another model pack of the server.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>One embedding a picture, in order.</returns>
    /// <exception cref="ProblemException">For example <c>not_a_picture</c>, <c>unknown_model</c>.</exception>
    /// <exception cref="ServerUnreachableException">The server gives no answer.</exception>
    /// <exception cref="NotSupportedException">The options ask for another number of dimensions than the model makes.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<DataContent> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        DataContent[] pictures = [.. values];
        var embeddings = new Embedding<float>[pictures.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, pictures.Length),
            new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken },
            async (place, stop) => embeddings[place] = await GenerateAsync(pictures[place], options, stop));
        return new(embeddings);
    }

    /// <summary>The <see cref="EmbeddingGeneratorMetadata"/> or the <see cref="FashionOrleansClient"/>; null for anything else.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType == typeof(FashionOrleansClient) ? _client
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Does nothing: the client is its owner's.</summary>
    public void Dispose()
    {
    }

    async Task<Embedding<float>> GenerateAsync(DataContent picture, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        var reply = await _client.EmbedAsync(picture.Data, options?.ModelId ?? _metadata.DefaultModelId, cancellationToken);
        if (options?.Dimensions is { } dimensions && dimensions != reply.Dimension)
            throw new NotSupportedException($"The model '{reply.Model}' makes embeddings of {reply.Dimension} numbers, not {dimensions}. Leave Dimensions out.");
        return new(reply.Vector.ToArray()) { ModelId = reply.Model };
    }
}
