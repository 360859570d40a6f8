using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests.Support;

/// <summary>The device and wishes of a visitor.</summary>
sealed record VisitOptions
{
    public static readonly VisitOptions Phone = new() { Width = 390, Height = 844, IsPhone = true };

    public int Width { get; init; } = 1440;

    public int Height { get; init; } = 900;

    public bool IsPhone { get; init; }

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    /// <summary>Off only where motion is what is tested: a screenshot or a contrast check in the middle of a fade is a matter of luck.</summary>
    public bool ReducedMotion { get; init; } = true;

    /// <summary>The visit provokes failing requests, which the browser reports on its console by itself.</summary>
    public bool ExpectsFailedRequests { get; init; }

    /// <summary>What is to be routed or installed before the page is opened.</summary>
    public Func<IPage, Task>? Prepare { get; init; }
}
