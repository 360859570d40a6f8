using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace FashionOrleans.Web.Tests.Support;

/// <summary>What a client of jobs writes, in short.</summary>
static class JobApi
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Begins a job for a feed at an address; returns the job's own address.</summary>
    public static async Task<string> BeginJobAsync(this HttpClient http, string catalog, Uri feed) =>
        await AddressAsync(await http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}/jobs", new { feed }, Stop));

    /// <summary>Begins a job for a feed as the body.</summary>
    public static async Task<string> BeginJobAsync(this HttpClient http, string catalog, string feed, string type = "text/csv", string query = "") =>
        await AddressAsync(await http.PostAsync($"{Api.Root}/catalogs/{catalog}/jobs{query}", new StringContent(feed, Encoding.UTF8, type), Stop));

    /// <summary>Begins a job for a file in a form.</summary>
    public static async Task<string> BeginJobAsync(this HttpClient http, string catalog, byte[] feed, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(feed), "feed", name } };
        return await AddressAsync(await http.PostAsync($"{Api.Root}/catalogs/{catalog}/jobs", form, Stop));
    }

    /// <summary>Waits until a job is as asked for, and returns it.</summary>
    public static async Task<JsonNode> JobAsync(this HttpClient http, string job, Func<JsonNode, bool> isWanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        var last = "";
        try
        {
            while (true)
            {
                var reply = await (await http.GetAsync(job, limit.Token)).JsonAsync(HttpStatusCode.OK);
                last = reply.ToJsonString();
                if (isWanted(reply))
                {
                    return reply;
                }

                await Task.Delay(Look, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The job is not as wanted after {Limit}: {last}");
        }
    }

    /// <summary>Waits until a job has ended.</summary>
    public static Task<JsonNode> EndedJobAsync(this HttpClient http, string job) => http.JobAsync(job, reply => reply["endedAt"] is not null);

    /// <summary>The counts of a job: state, rows read, stored, unchanged, refused.</summary>
    public static string Counts(this JsonNode job) =>
        $"{job["state"]} {job["rows"]!["read"]}: {job["rows"]!["stored"]} {job["rows"]!["unchanged"]} {job["rows"]!["refused"]}";

    static async Task<string> AddressAsync(HttpResponseMessage reply)
    {
        var job = await reply.JsonAsync(HttpStatusCode.Accepted);
        Assert.EndsWith((string)job["id"]!, reply.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return reply.Headers.Location.OriginalString;
    }
}
