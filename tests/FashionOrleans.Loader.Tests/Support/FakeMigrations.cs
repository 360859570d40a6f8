using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>The migration of the catalogue <c>shop</c> of a <see cref="FakeServer"/>; others have had none.</summary>
sealed class FakeMigrations
{
    int _looks;
    bool _isManual;

    /// <summary>What was asked for: the route's verb and the body.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Null while there has been none.</summary>
    public string? State { get; set; }

    public string Model { get; set; } = "new-model";

    /// <summary>How often it is looked at before the new model has everything.</summary>
    public int LooksUntilReady { get; set; } = 2;

    public int ItemsLeftOut { get; set; }

    /// <summary>Answers what is asked of migrations; for <see cref="FakeServer.Before"/>.</summary>
    public async Task<IResult?> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!["/api/v1/catalogs/".Length..];
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (context.Request.Method != "GET") Asked.Enqueue($"{context.Request.Method} {path} {body}".TrimEnd());
        return (context.Request.Method, path) switch
        {
            ("POST", "shop:migrate") when State is not null => FakeServer.Problem(409, "migration_under_way", "A migration of 'shop' is under way."),
            ("POST", "shop:migrate") => Begin(body),
            ("GET", "shop/migration") when State is not null => Look(),
            ("POST", "shop/migration:cutOver") when ItemsLeftOut > 0 && !body.Contains("true", StringComparison.Ordinal) =>
                FakeServer.Problem(409, "migration_not_ready", "3 items of 'shop' cannot be embedded with the other model."),
            ("POST", "shop/migration:cutOver") => Report("switched"),
            ("POST", "shop/migration:rollBack") => Report("rolledBack"),
            ("DELETE", "shop/migration") => Report("ended"),
            _ => FakeServer.Problem(404, "no_migration", "It has no migration."),
        };
    }

    IResult Begin(string body)
    {
        _isManual = body.Contains("manual", StringComparison.Ordinal);
        return Report("copying", 202);
    }

    IResult Look() => Report(
        State == "copying" && ++_looks >= LooksUntilReady ? "ready"
        : State == "ready" && !_isManual && ItemsLeftOut == 0 ? "switched"
        : State!);

    IResult Report(string state, int status = 200)
    {
        State = state;
        var hasAll = state != "copying";
        return Results.Json(
            new
            {
                catalog = "shop",
                from = "old-model",
                to = Model,
                state,
                answeringModel = state is "switched" or "ended" ? Model : "old-model",
                startedAt = "2026-11-27T08:00:00Z",
                endedAt = state == "ended" ? "2026-11-27T09:00:00Z" : null,
                progress = new { items = 1_000, itemsFollowed = hasAll ? 1_000 - ItemsLeftOut : 250, itemsLeftOut = hasAll ? ItemsLeftOut : 0, shards = 8, shardsInStep = hasAll ? 8 : 1 },
                picturesPerSecond = 50,
                cutOver = _isManual ? "manual" : "whenReady",
                quality = hasAll ? new { label = "category", k = 5, queries = 200, before = 0.81, after = 0.845, error = 0.02 } : null,
                trouble = hasAll && ItemsLeftOut > 0 ? "3 items cannot be embedded." : null,
            },
            statusCode: status);
    }
}
