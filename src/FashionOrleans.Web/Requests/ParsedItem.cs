using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Requests;

/// <summary>One item of a batch as it was read: to be stored, or refused already.</summary>
sealed record ParsedItem(ItemUpload? Upload, ItemOutcome? Refusal)
{
    public static ParsedItem Accept(ItemUpload upload) => new(upload, null);

    public static ParsedItem Refuse(string? id, string code, string detail) => new(null, new ItemOutcome(id ?? "", code, detail));
}
