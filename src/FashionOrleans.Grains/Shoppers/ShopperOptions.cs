namespace FashionOrleans.Grains.Shoppers;

/// <summary>What is kept of shoppers: section <c>FashionOrleans:Shoppers</c>.</summary>
public sealed class ShopperOptions
{
    /// <summary>The section's name, below <c>FashionOrleans</c>.</summary>
    public const string Section = "Shoppers";

    /// <summary>How long after the last event a shopper is forgotten; zero for never. It takes up to a day longer: events are kept by the day.</summary>
    /// <value>Default: 400 days. Allowed: 0, or 1 to 36,500 days.</value>
    public TimeSpan ForgetAfter { get; set; } = TimeSpan.FromDays(400);
}
