namespace FashionOrleans.Silo;

/// <summary>
/// What is recorded of requests: section <c>FashionOrleans:Telemetry</c>. Where to is said by the standard variables of OpenTelemetry
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin); without an endpoint nothing is recorded.
/// </summary>
public sealed class TelemetrySettings
{
    /// <summary>The section's name.</summary>
    public const string Section = $"{SiloSettings.Section}:Telemetry";

    /// <summary>The variable that switches the export on.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The share of requests whose traces are recorded; whoever is called goes by what its caller has decided.</summary>
    /// <value>Default: 1. Allowed: 0 to 1.</value>
    public double SampleRatio { get; set; } = 1;

    /// <summary>
    /// The web only: whether a trace goes on that a request names (<c>traceparent</c>): <c>auto</c> (where requests need no key, so that only the
    /// machine's own users send any), <c>always</c> (where a proxy of yours sets the header) or <c>never</c>.
    /// </summary>
    /// <value>Default: <c>auto</c>.</value>
    public string AcceptTraceparent { get; set; } = "auto";

    /// <summary>What is wrong with the values: pairs of a key, its value and what is allowed.</summary>
    public IEnumerable<(string Key, string Value, string Allowed)> Problems()
    {
        if (!(SampleRatio is >= 0 and <= 1))
        {
            yield return ("Telemetry:SampleRatio", SampleRatio.ToString(System.Globalization.CultureInfo.InvariantCulture), "a number from 0 to 1");
        }

        if (AcceptTraceparent is not ("auto" or "always" or "never"))
        {
            yield return ("Telemetry:AcceptTraceparent", AcceptTraceparent, "auto, always or never");
        }
    }
}
