using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Load;

/// <summary>What queries ask by: <c>id</c> or <c>picture</c>.</summary>
static class QueryKinds
{
    const string Id = "id";
    const string Picture = "picture";

    /// <summary>The kinds that <c>--by</c> names: <c>id</c>, <c>picture</c> or <c>both</c>.</summary>
    /// <exception cref="ArgumentException">It names something else.</exception>
    public static string[] Read(BenchArguments arguments, string whenAbsent) => arguments.Text("--by", whenAbsent) switch
    {
        Id => [Id],
        Picture => [Picture],
        "both" => [Id, Picture],
        var other => throw new ArgumentException($"--by is \"{other}\"; it must be id, picture or both."),
    };

    /// <summary>Sends the n-th query of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="requests">The requests of the server.</param>
    /// <param name="ids">Items to ask with.</param>
    /// <param name="images">A zip of pictures to ask with; empty for those that the catalogue keeps.</param>
    /// <param name="pictures">How many pictures to take.</param>
    public static async Task<Func<int, CancellationToken, Task<HttpResponseMessage>>> SenderAsync(string kind, Requests requests, string[] ids, string images, int pictures)
    {
        if (kind == Id)
        {
            return (number, stop) => requests.ByIdAsync(ids[number % ids.Length], stop);
        }

        var taken = await requests.PicturesAsync(images, ids, pictures);
        return (number, stop) => requests.ByPictureAsync(taken[number % taken.Length], stop);
    }
}
