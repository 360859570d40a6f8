namespace FashionOrleans.Web.Security;

/// <summary>Who asks, and how often he may. Equal callers share their limits.</summary>
/// <param name="Name">The key's name, or an address; no key has the name of an address, since a name has neither colons nor blanks.</param>
/// <param name="RequestsPerSecond">Requests a second, and at once after a pause; null for no limit.</param>
/// <param name="RequestsPerDay">Requests in a day of UTC; null for no limit.</param>
readonly record struct Caller(string Name, int? RequestsPerSecond, int? RequestsPerDay);
