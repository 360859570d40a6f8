namespace FashionOrleans.Silo.Health;

/// <summary>Whether a process is ready, and why not.</summary>
/// <param name="Status"><c>ok</c>, or <c>not ready</c>.</param>
/// <param name="Checks">What was looked at, each <c>ok</c> or a sentence that says what is missing.</param>
public sealed record HealthReply(string Status, IReadOnlyDictionary<string, string> Checks)
{
    /// <summary>What a check says that passed.</summary>
    public const string Ok = "ok";

    /// <summary>The reply that these checks come to.</summary>
    public static HealthReply Of(IReadOnlyDictionary<string, string> checks) =>
        new(checks.Values.All(check => check == Ok) ? Ok : "not ready", checks);

    /// <summary>The reply of one check.</summary>
    public static HealthReply Of(string check, string says) => Of(new Dictionary<string, string> { [check] = says });

    /// <summary>The HTTP status that goes with it: 200 or 503.</summary>
    public int StatusCode() => Status == Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
