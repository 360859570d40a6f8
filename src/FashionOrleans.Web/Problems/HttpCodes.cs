namespace FashionOrleans.Web.Problems;

/// <summary>The codes that only the HTTP side knows; the others are in <see cref="Contracts.ErrorCodes"/>.</summary>
static class HttpCodes
{
    public const string InvalidJson = "invalid_json";
    public const string InvalidMessagePack = "invalid_messagepack";
    public const string InvalidMultipart = "invalid_multipart";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string RequestTooLarge = "request_too_large";
    public const string BatchTooLarge = "batch_too_large";
    public const string PictureEmpty = "picture_empty";
    public const string NotFound = "not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string KeyMissing = "key_missing";
    public const string KeyUnknown = "key_unknown";
    public const string KeyRole = "key_role";
    public const string ForeignHost = "foreign_host";
    public const string CrossSite = "cross_site";
    public const string RateLimited = "rate_limited";
    public const string InternalError = "internal_error";
}
