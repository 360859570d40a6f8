using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>Reply to shoppers of a backup.</summary>
sealed record ShoppersRestoreReply([property: Description("How many of the shoppers had something that was not known yet.")] int Restored);
