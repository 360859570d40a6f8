using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Queries;

/// <summary>What a query must be.</summary>
static class QueryRules
{
    /// <exception cref="FashionOrleansException">The query breaks a rule; the sentence says which.</exception>
    public static void Require(RecommendationQuery query)
    {
        if (query.K is < 1 or > RecommendationQuery.MaxK)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidK, $"'k' is {query.K}; it must be 1 to {RecommendationQuery.MaxK}.");
        }

        if (query.Shopper is not null)
        {
            ShopperId.Require(query.Shopper);
        }

        if (query.ShopperWeight is not (>= 0 and <= 1))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'shopperWeight' is {query.ShopperWeight}; it must be 0 to 1.");
        }

        if (query.Like.IsDefaultOrEmpty && (query.Shopper is null && query.Text is null || !query.Unlike.IsDefaultOrEmpty))
        {
            throw new FashionOrleansException(
                ErrorCodes.MissingExample, "The query has no example of what to look for. Send a picture, an id or an embedding in 'like', or words in 'text'.");
        }

        if (query.Like.Length > RecommendationQuery.MaxExamples || query.Unlike.Length > RecommendationQuery.MaxExamples)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidRequest, $"'like' and 'unlike' hold at most {RecommendationQuery.MaxExamples} examples each.");
        }

        if (query.Ef is < 1 or > RecommendationQuery.MaxEf)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'ef' is {query.Ef}; it must be 1 to {RecommendationQuery.MaxEf}.");
        }

        RequireText(query);
        if (!query.Facets.IsDefault && query.Facets.Length > Facet.MaxFields)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidFacet, $"'facets' names {query.Facets.Length} fields; at most {Facet.MaxFields} are counted at a time.");
        }

        if (query.Diversity is not (>= 0 and <= 1))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'diversity' is {query.Diversity}; it must be 0 to 1.");
        }

        if (query.Diversity > 0 && query.K > RecommendationQuery.MaxDiverseK)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidK, $"With 'diversity', 'k' is at most {RecommendationQuery.MaxDiverseK}; it is {query.K}.");
        }

        RequireAgreement(query);
        if (!query.Filter.IsEmpty)
        {
            try
            {
                Filter.Parse(query.Filter.Span);
            }
            catch (FilterFormatException exception)
            {
                throw new FashionOrleansException(ErrorCodes.InvalidFilter, exception.Message);
            }
        }
    }

    static void RequireAgreement(RecommendationQuery query)
    {
        if (query.Agreement is not (>= 0 and <= 1))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'agreement' is {query.Agreement}; it must be 0 to 1.");
        }

        if (query.Agreement > 0 && query.Diversity > 0)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidRequest, "'agreement' brings forward what is alike and 'diversity' what differs. Give one of them.");
        }

        if (query.Agreement > 0 && query.K > RecommendationQuery.MaxAgreeingK)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidK, $"With 'agreement', 'k' is at most {RecommendationQuery.MaxAgreeingK}; it is {query.K}.");
        }
    }

    static void RequireText(RecommendationQuery query)
    {
        if (query.Text is { Length: > RecommendationQuery.MaxTextLength })
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidText, $"'text' has {query.Text.Length} characters; at most {RecommendationQuery.MaxTextLength} are taken.");
        }

        if (query.Text is { } text && WordReader.OfQuery(text).Count == 0)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidText, "'text' has no word in it. Write a few words, for example 'red floral dress', or leave it out.");
        }

        if (query.TextWeight is not (>= 0 and <= RecommendationQuery.MaxTextWeight))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'textWeight' is {query.TextWeight}; it must be 0 to {RecommendationQuery.MaxTextWeight}.");
        }
    }
}
