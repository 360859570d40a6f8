using System.Net;
using System.Text.Json.Nodes;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>What a process said of itself.</summary>
sealed record HealthAnswer(HttpStatusCode Status, string Body)
{
    public bool IsReady => Status == HttpStatusCode.OK;

    /// <summary>What one check said; null when it was not made.</summary>
    public string? this[string check] => (string?)JsonNode.Parse(Body)!["checks"]![check];

    public static async Task<HealthAnswer> AskAsync(HttpClient http, string path)
    {
        using var reply = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return new HealthAnswer(reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
