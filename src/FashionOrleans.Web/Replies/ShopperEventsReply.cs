using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>What became of events.</summary>
sealed record ShopperEventsReply([property: Description("How many of the events were not known yet.")] int Recorded);
