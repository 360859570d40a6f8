using System.Net.Http.Headers;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>Requests with a key.</summary>
static class Keyed
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Sends a request with a key, or none, and an empty JSON object where it has a body.</summary>
    public static Task<HttpResponseMessage> SendAsync(this HttpClient http, HttpMethod method, string path, string? key)
    {
        var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Delete)
        {
            request.Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return http.SendAsync(request, Stop);
    }

    /// <summary>A client of a server that sends a key with everything.</summary>
    public static HttpClient With(this HttpClient http, string key) => new()
    {
        BaseAddress = http.BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };
}
