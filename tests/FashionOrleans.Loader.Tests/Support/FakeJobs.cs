using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>The jobs of a <see cref="FakeServer"/>: remembers what they were asked for, and is as far with each as the test says.</summary>
sealed class FakeJobs
{
    readonly ConcurrentDictionary<string, int> _looks = new();

    /// <summary>What each job was begun with: fields of the form or the JSON, and the feed's own text.</summary>
    public ConcurrentQueue<(string Id, string Asked, string? Feed)> Begun { get; } = new();

    public ConcurrentQueue<string> Cancelled { get; } = new();

    /// <summary>How often a job is looked at before it is done.</summary>
    public int LooksUntilDone { get; set; }

    public string EndState { get; set; } = "done";

    public int RefusedRows { get; set; }

    /// <summary>Answers what is asked of jobs; for <see cref="FakeServer.Before"/>.</summary>
    public async Task<IResult?> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (context.Request.Method, path) switch
        {
            ("GET", ["api", "v1", "jobs"]) => Results.Json(new { jobs = new[] { Job("1", "shop", EndState), Job("2", "other", "queued") } }),
            ("GET", ["api", "v1", "catalogs", var catalog, "jobs"]) => Results.Json(new { jobs = new[] { Job("1", catalog, EndState) } }),
            ("POST", ["api", "v1", "catalogs", var catalog, "jobs"]) => await BeginAsync(context.Request, catalog),
            (_, ["api", "v1", "catalogs", _, "jobs", "none", ..]) => FakeServer.Problem(404, "unknown_job", "There is no such job."),
            ("GET", ["api", "v1", "catalogs", var catalog, "jobs", var id]) => Results.Json(
                Job(id, catalog, _looks.AddOrUpdate(id, 1, (_, looks) => looks + 1) >= LooksUntilDone ? EndState : "running")),
            ("GET", ["api", "v1", "catalogs", _, "jobs", _, "refused"]) => Refused(long.Parse(context.Request.Query["after"]!), int.Parse(context.Request.Query["limit"]!)),
            ("DELETE", ["api", "v1", "catalogs", var catalog, "jobs", var id]) => Cancel(id, catalog),
            _ => null,
        };
    }

    async Task<IResult> BeginAsync(HttpRequest request, string catalog)
    {
        string id, asked;
        string? feed = null;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            var file = form.Files["feed"]!;
            using var reader = new StreamReader(file.OpenReadStream());
            (id, feed) = (form["id"].ToString(), await reader.ReadToEndAsync());
            asked = string.Join(' ', form.Where(field => field.Key != "id").Select(field => $"{field.Key}={field.Value}").Append($"file={file.FileName}"));
        }
        else
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            id = body.RootElement.GetProperty("id").GetString()!;
            asked = string.Join(' ', body.RootElement.EnumerateObject().Where(member => member.Name != "id").Select(member => $"{member.Name}={member.Value.GetRawText()}"));
        }

        Begun.Enqueue((id, asked, feed));
        return Results.Json(Job(id, catalog, LooksUntilDone == 0 ? EndState : "queued"), statusCode: 202);
    }

    IResult Cancel(string id, string catalog)
    {
        Cancelled.Enqueue(id);
        return Results.Json(Job(id, catalog, "cancelled"));
    }

    IResult Refused(long after, int limit)
    {
        var rows = Enumerable.Range(1, RefusedRows).Where(row => row > after).Take(limit)
            .Select(row => new { row, id = $"p{row}", code = "picture_unreachable", detail = "It was not there." }).ToArray();
        return Results.Json(new { rows, next = rows.Length == limit ? rows[^1].row : (long?)null });
    }

    object Job(string id, string catalog, string state) => new
    {
        id,
        catalog,
        state,
        format = "csv",
        feed = "https://shop.example/products.csv",
        bytes = 1234,
        createdAt = "2026-11-27T08:00:00Z",
        endedAt = state is "queued" or "running" ? null : "2026-11-27T08:01:00Z",
        rows = new { total = state == "queued" ? (int?)null : 2000 + RefusedRows, read = 2000 + RefusedRows, stored = 1500, unchanged = 500, refused = RefusedRows },
        rowsPerSecond = state == "running" ? 12.5 : 0,
        code = state == "failed" ? "invalid_feed" : null,
        detail = state == "failed" ? "The feed cannot be read after row 7." : null,
    };
}
