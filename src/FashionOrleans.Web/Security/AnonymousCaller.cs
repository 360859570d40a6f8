namespace FashionOrleans.Web.Security;

/// <summary>Marks a request without a key where keys are needed: one that the page could have made.</summary>
sealed class AnonymousCaller
{
    public static readonly AnonymousCaller Instance = new();
}
