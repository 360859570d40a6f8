using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using FashionOrleans.Client;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.VectorData;

public sealed partial class FashionOrleansCollection<TKey, TRecord>
{
    const int MaxResults = 1_000;

    /// <summary>The records most like a value, best first.</summary>
    /// <param name="searchValue">
    /// A vector (<see cref="ReadOnlyMemory{T}"/> of float, an array of them, an <see cref="Embedding{T}"/>), a picture (<see cref="DataContent"/>) or an
    /// <see cref="Example"/>. What the collection's embedding generator takes goes to it; without one the server embeds pictures, and looks for a
    /// <see cref="string"/> word by word in all texts.
    /// </param>
    /// <param name="top">How many at most; with those skipped at most 1,000.</param>
    /// <param name="options">The filter, how many to skip, the least score, whether to read vectors (a request each).</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Records with the cosine of their angle to the value, in [-1, 1]; of words with their relevance, in [0, 1).</returns>
    /// <exception cref="NotSupportedException">The value or the filter is nothing that the server can look for.</exception>
    /// <exception cref="VectorStoreException">The server refuses, or does not answer.</exception>
    public override IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        options ??= new();
        // Finds a wrong name; there is only one vector.
        _model.GetVectorPropertyOrSingle(options);
        var request = new RecommendationRequest
        {
            K = Results(top, options.Skip),
            Filter = options.Filter is { } filter ? FilterTranslator.Translate(filter, _model) : null,
        };
        return RankAsync(searchValue, request, options.Filter, options.Skip, options.IncludeVectors, options.ScoreThreshold, cancellationToken);
    }

    /// <summary>The records most like a value, those with the words earlier.</summary>
    /// <param name="searchValue">What <see cref="SearchAsync"/> takes, but for a text without a generator.</param>
    /// <param name="keywords">Words that are looked for in all texts and lists of texts of a record.</param>
    /// <param name="top">How many at most; with those skipped at most 1,000.</param>
    /// <param name="options">As of <see cref="SearchAsync"/>; there is no single text to choose.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Records with the cosine plus the relevance of the words.</returns>
    /// <exception cref="NotSupportedException">The value or the filter is nothing that the server can look for.</exception>
    /// <exception cref="VectorStoreException">The server refuses, or does not answer.</exception>
    public IAsyncEnumerable<VectorSearchResult<TRecord>> HybridSearchAsync<TInput>(
        TInput searchValue,
        ICollection<string> keywords,
        int top,
        HybridSearchOptions<TRecord>? options = null,
        CancellationToken cancellationToken = default)
        where TInput : notnull
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentNullException.ThrowIfNull(keywords);
        options ??= new();
        if (options.AdditionalProperty is not null)
            throw new NotSupportedException("The server looks for words in all texts of a record. Leave AdditionalProperty out.");
        _model.GetVectorPropertyOrSingle<TRecord>(new() { VectorProperty = options.VectorProperty });
        var request = new RecommendationRequest
        {
            K = Results(top, options.Skip),
            Filter = options.Filter is { } filter ? FilterTranslator.Translate(filter, _model) : null,
            Text = string.Join(' ', keywords),
        };
        return RankAsync(searchValue, request, options.Filter, options.Skip, options.IncludeVectors, options.ScoreThreshold, cancellationToken);
    }

    static int Results(int top, int skip)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return top <= MaxResults - skip
            ? top + skip
            : throw new ArgumentOutOfRangeException(nameof(top), top, $"The server gives at most {MaxResults:N0} results, those skipped ({skip}) included.");
    }

    async IAsyncEnumerable<VectorSearchResult<TRecord>> RankAsync<TInput>(
        TInput value,
        RecommendationRequest request,
        LambdaExpression? condition,
        int skip,
        bool withVectors,
        double? least,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TInput : notnull
    {
        request = await WithAsync(request, value, cancellationToken);
        await foreach (var result in ResultsAsync(request, condition, skip, withVectors, nameof(SearchAsync), cancellationToken))
        {
            if (least is null || result.Score >= least) yield return result;
        }
    }

    async Task<RecommendationRequest> WithAsync<TInput>(RecommendationRequest request, TInput value, CancellationToken cancellationToken)
        where TInput : notnull
    {
        var generator = _model.VectorProperty.EmbeddingGenerator as IEmbeddingGenerator<TInput, Embedding<float>>;
        return value switch
        {
            ReadOnlyMemory<float> vector => Like(Example.OfEmbedding(vector)),
            float[] vector => Like(Example.OfEmbedding(vector)),
            Embedding<float> embedding => Like(Example.OfEmbedding(embedding.Vector)),
            Example example => Like(example),
            _ when generator is not null => Like(Example.OfEmbedding(await generator.GenerateVectorAsync(value, cancellationToken: cancellationToken))),
            DataContent picture => Like(Example.OfPicture(picture.Data)),
            string words when request.Text is null => request with { Text = words },
            _ => throw new NotSupportedException(
                $"A {typeof(TInput).Name} cannot be looked for here. Give a vector, a picture (DataContent), an Example or words, or the collection an IEmbeddingGenerator for it."),
        };

        RecommendationRequest Like(Example example) => request with { Like = [example] };
    }

    async IAsyncEnumerable<VectorSearchResult<TRecord>> ResultsAsync(
        RecommendationRequest request,
        LambdaExpression? condition,
        int skip,
        bool withVectors,
        string operation,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        withVectors = IncludesVectors(withVectors);
        var reply = await Server.AskAsync(() => AskAsync(request, condition, cancellationToken), operation);
        foreach (var result in reply.Results.Skip(skip))
        {
            var embedding = withVectors
                ? (await Server.AskAsync(() => _client.FindItemAsync(Name, result.Id, withEmbedding: true, cancellationToken), operation))?.Embedding
                : null;
            yield return new(_mapper.ToRecord(result.Id, result.Attributes, embedding), result.Score);
        }
    }

    async Task<RecommendationReply> AskAsync(RecommendationRequest request, LambdaExpression? condition, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.RecommendAsync(Name, request, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.UnknownFilterField && condition is not null)
        {
            // A property of which no stored record has a value yet is no mistake here.
            var fields = await _client.GetSchemaAsync(Name, cancellationToken);
            var known = fields.Where(field => field.Items > 0).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
            return await _client.RecommendAsync(Name, request with { Filter = FilterTranslator.Translate(condition, _model, known) }, cancellationToken);
        }
    }
}
