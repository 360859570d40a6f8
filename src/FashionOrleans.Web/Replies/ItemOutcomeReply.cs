using System.ComponentModel;
using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Replies;

/// <summary>What became of one item.</summary>
sealed record ItemOutcomeReply(
    string Id, [property: Description("stored or refused.")] string Status, string? Code, string? Detail)
{
    public static ItemOutcomeReply Of(ItemOutcome outcome) =>
        new(outcome.Id, outcome.Stored ? "stored" : "refused", outcome.Code, outcome.Detail);
}
