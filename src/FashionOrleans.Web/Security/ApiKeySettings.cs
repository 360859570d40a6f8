namespace FashionOrleans.Web.Security;

/// <summary>A key as the configuration has it, under <c>FashionOrleans:Keys:0</c> and on: never the key, only its hash.</summary>
sealed class ApiKeySettings
{
    /// <summary>Who has it, for logs and limits: 1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>. No two keys share one.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>read</c>, <c>write</c> or <c>admin</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>The SHA-256 of the key's text, as 64 hexadecimal digits.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>How many requests a second it may make of this process, and how many at once after a pause.</summary>
    /// <value>Default: no limit. Allowed: 1 to 1,000,000.</value>
    public int? RequestsPerSecond { get; set; }

    /// <summary>How many requests it may make of this process in a day of UTC.</summary>
    /// <value>Default: no limit. Allowed: 1 and more.</value>
    public int? RequestsPerDay { get; set; }
}
