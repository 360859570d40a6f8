using System.Globalization;
using System.Net;

namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>Texts and figures as the page writes them.</summary>
static class Html
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static string Share(double? share) => share?.ToString("F3", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A mean with its interval.</summary>
    public static string Share(double? mean, double? low, double? high) =>
        mean is null ? "–" : $"{Share(mean)} <small>{Share(low)}–{Share(high)}</small>";

    public static string Share(Estimate? estimate) => Share(estimate?.Mean, estimate?.Low, estimate?.High);

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a drawing.</summary>
    public static string At(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);
}
