using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Requests;

/// <summary>One item of a batch as it was read: to be stored, perhaps once its picture is fetched, or refused already.</summary>
sealed record ParsedItem(ItemUpload? Upload, ItemOutcome? Refusal, string? ImageUrl = null)
{
    /// <summary>Takes an item with at most one of a picture and the address of one.</summary>
    public static ParsedItem Accept(ItemUpload upload, string? imageUrl = null) => imageUrl is null || upload.Picture.IsEmpty
        ? new(upload, null, imageUrl)
        : Refuse(upload.Id, ErrorCodes.InvalidRequest, "The item has both 'image' and 'imageUrl'. Send one of them.");

    public static ParsedItem Refuse(string? id, string code, string detail) => new(null, new ItemOutcome(id ?? "", code, detail));
}
