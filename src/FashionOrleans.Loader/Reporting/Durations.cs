using System.Globalization;

namespace FashionOrleans.Loader.Reporting;

/// <summary>Times as people read them: 0:07, 12:30, 1:05:00.</summary>
static class Durations
{
    public static string Text(TimeSpan? time) => time is not { } known ? "-:--"
        : known.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(long)known.TotalHours}:{known.Minutes:00}:{known.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{known.Minutes}:{known.Seconds:00}");
}
