using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Evaluation;

/// <summary>
/// Six items whose pictures are texts, and a server that ranks by a table, so that every figure can be counted by hand:
/// <code>
/// id  articleType  gender  baseColour   asks and gets (k = 2, itself left out)
/// 1   Shirt        Men     Blue         2 3
/// 2   Shirt        Men     (blank)      1 4
/// 3   Shirt        Women   Blue         4 5
/// 4   Shoe         Women   Blue         5       (the catalogue has no more)
/// 5   Shoe         (NA)    Red          6 4
/// 6   (blank)      Men     Red          1 2
/// </code>
/// </summary>
public sealed class EvaluateTests
{
    const string Csv =
        """
        id,gender,articleType,baseColour
        1,Men,Shirt,Blue
        2,Men,Shirt,
        3,Women,Shirt,Blue
        4,Women,Shoe,Blue
        5,NA,Shoe,Red
        6,Men,,Red
        """;

    static readonly Dictionary<string, string[]> Answers = new()
    {
        ["picture 1"] = ["1", "2", "3"],
        ["picture 2"] = ["2", "1", "4"],
        ["picture 3"] = ["4", "5", "3"],
        ["picture 4"] = ["4", "5"],
        ["picture 5"] = ["6", "4", "1", "5"],
        ["picture 6"] = ["6", "1", "2"],
    };

    [Fact]
    public async Task Precision_is_what_a_hand_counts()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var report = JsonNode.Parse((await EvaluateAsync(server, data, "--json", "--k", "2")).Out)!;

        Assert.Equal(6, (int)report["queries"]!);
        // articleType: 1 has 2 3 (2 right), 2 has 1 (1), 3 none, 4 has 5 (1), 5 has 4 (1); 6 is blank: 5 of 10.
        Assert.Equal(("articleType", 0.5, 5, 1), Row(report["precision"]![0]!));
        // With gender: 1 has 2 (1), 2 has 1 (1), 3 and 4 none; 5 and 6 are blank: 2 of 8.
        Assert.Equal(("articleType+gender", 0.25, 4, 2), Row(report["precision"]![1]!));
        // With colour: 1 has 3 (1; the colour of 2 is blank), 3 and 4 and 5 none; 2 and 6 are blank: 1 of 8.
        Assert.Equal(("articleType+baseColour", 0.125, 4, 2), Row(report["precision"]![2]!));
    }

    [Fact]
    public async Task Precision_is_told_by_label_too()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var groups = JsonNode.Parse((await EvaluateAsync(server, data, "--json", "--k", "2")).Out)!["byLabel"]!.AsArray();

        Assert.Equal(["Shirt", "Shoe"], groups.Select(group => (string)group!["label"]!));
        Assert.Equal([3, 2], groups.Select(group => (int)group!["queries"]!));
        Assert.Equal(("articleType", 0.5, 3, 0), Row(groups[0]!["precision"]![0]!));
        Assert.Equal(("articleType", 0.5, 2, 0), Row(groups[1]!["precision"]![0]!));
        Assert.Equal(("articleType+gender", 0.0, 1, 1), Row(groups[1]!["precision"]![1]!));
    }

    [Fact]
    public async Task Recall_and_average_precision_are_what_a_hand_counts()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var sets = JsonNode.Parse((await EvaluateAsync(server, data, "--json", "--k", "2")).Out)!["precision"]!;

        // articleType, others there are: 1 finds 2 of 2, 2 finds 1 of 2, 3 none of 2, 4 finds 1 of 1, 5 finds 1 of 1, second.
        Assert.Equal((0.7, 5), Estimate(sets[0]!["recall"]));
        Assert.Equal((0.6, 5), Estimate(sets[0]!["meanAveragePrecision"]));
        // With gender there is another one only for 1 and 2.
        Assert.Equal((1, 2), Estimate(sets[1]!["recall"]));
        Assert.Equal((1, 2), Estimate(sets[1]!["meanAveragePrecision"]));
    }

    [Fact]
    public async Task Ndcg_grades_a_result_by_the_labels_that_it_shares()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var report = JsonNode.Parse((await EvaluateAsync(server, data, "--json", "--k", "2")).Out)!;

        // Grades of the results beside the best there are (gain 2^grade - 1: 1, 3): 1 has 2 2 of 2 2; 2 has 2 0 of 2 1; 3 has 2 0 of 2 2;
        // 4 has 1 of 2 1; 5 and 6 have 1 1 of 1 1.
        var second = 1 / Math.Log2(3);
        var expected = (1 + (3 / (3 + second)) + (3 / (3 + (3 * second))) + (1 / (3 + second)) + 1 + 1) / 6;
        Assert.Equal(expected, Estimate(report["ndcg"]).Mean, 9);
        Assert.Equal(["articleType", "gender", "baseColour"], report["gradedBy"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public async Task Exact_duplicates_of_the_query_are_left_out_and_counted()
    {
        using var data = Data();
        data.AddPicture("images/2.jpg", "picture 1"u8.ToArray());
        await using var server = await ServerAsync(data);
        server.Ranking = picture => Encoding.UTF8.GetString(picture) == "picture 1" ? ["1", "2", "3", "4"] : ["5", "6", "3", "4"];
        server.ScoreOf = place => place < 2 ? 1 : 0.9;
        var dump = Path.Combine(data.Root, "dump.jsonl");

        var run = await EvaluateAsync(server, data, "--k", "2", "--dump", dump, "--json");

        var duplicates = JsonNode.Parse(run.Out)!["duplicates"]!;
        Assert.Equal((2, 2), ((int)duplicates["results"]!, (int)duplicates["queries"]!));
        var lines = File.ReadAllLines(dump);
        Assert.Contains("""{"id":"1","results":["3","4"],"scores":[0.9,0.9]}""", lines);
        Assert.Contains("""{"id":"2","results":["3","4"],"scores":[0.9,0.9]}""", lines);
        // As near as can be, but another picture.
        Assert.Contains("""{"id":"3","results":["5","6"],"scores":[1,1]}""", lines);
        Assert.DoesNotContain("GET /api/v1/catalogs/demo/items/4/image", server.Requests);
    }

    [Fact]
    public async Task Duplicates_are_kept_where_that_is_asked_for()
    {
        using var data = Data();
        data.AddPicture("images/2.jpg", "picture 1"u8.ToArray());
        await using var server = await ServerAsync(data);
        server.ScoreOf = _ => 1;
        var dump = Path.Combine(data.Root, "dump.jsonl");

        var run = await EvaluateAsync(server, data, "--k", "2", "--dump", dump, "--json", "--keep-duplicates");

        Assert.Null(JsonNode.Parse(run.Out)!["duplicates"]);
        Assert.Contains("""{"id":"1","results":["2","3"],"scores":[1,1]}""", File.ReadAllLines(dump));
    }

    [Fact]
    public async Task However_many_duplicates_there_are_k_results_remain()
    {
        using var data = new DataSet().WithMetadata("id,articleType\n" + string.Concat(Enumerable.Range(1, 22).Select(id => $"{id},Shirt\n")));
        for (var id = 1; id <= 22; id++) data.AddPicture($"images/{id}.jpg", Encoding.UTF8.GetBytes(id <= 12 ? "the same" : $"picture {id}"));
        await using var server = await FakeServer.StartAsync();
        // What is another picture finds itself first.
        server.Ranking = picture => Enumerable.Range(1, 22).Select(id => $"{id}").OrderBy(id => Encoding.UTF8.GetString(picture) == $"picture {id}" ? 0 : 1);
        server.ScoreOf = place => place < 12 ? 1 : 0.9;
        string[] common = ["--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata];
        await LoaderRun.InProcessAsync(["ingest", .. common, "--quiet"]);

        var run = await LoaderRun.InProcessAsync(["evaluate", .. common, "--label", "articleType", "--k", "2", "--json", "--dump", Path.Combine(data.Root, "dump")]);

        Assert.StartsWith("""{"id":"1","results":["13","14"]""", File.ReadAllLines(Path.Combine(data.Root, "dump"))[0]);
        // Of 22 shirts each of the 12 equal ones can find 10, and finds 2.
        var report = JsonNode.Parse(run.Out)!;
        Assert.Equal((12 * 11, 12), ((int)report["duplicates"]!["results"]!, (int)report["duplicates"]!["queries"]!));
        Assert.Equal(((12 * 0.2) + (10 * 2 / 21.0)) / 22, Estimate(report["precision"]![0]!["recall"]).Mean, 9);
    }

    [Fact]
    public async Task The_tables_state_the_same_and_the_latency()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var run = await EvaluateAsync(server, data, "--k", "2");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Catalogue demo, model fake: 6 queries", run.Out);
        Assert.Matches("articleType\\+gender +0.2500 +0.0000 to 0.5329 +1.0000 +1.0000 +4 +2", run.Out);
        Assert.Contains("nDCG@2 0.7858 (", run.Out);
        Assert.Matches("request, stated by the server +2.0 +2.0", run.Out);
    }

    [Fact]
    public async Task A_dump_has_the_results_of_each_query_in_the_order_of_the_data_set()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);
        var dump = Path.Combine(data.Root, "dump.jsonl");

        await EvaluateAsync(server, data, "--k", "2", "--dump", dump, "--in-flight", "5");

        Assert.Equal(
            [
                """{"id":"1","results":["2","3"],"scores":[0.99,0.98]}""",
                """{"id":"2","results":["1","4"],"scores":[0.99,0.98]}""",
                """{"id":"3","results":["4","5"],"scores":[1,0.99]}""",
                """{"id":"4","results":["5"],"scores":[0.99]}""",
                """{"id":"5","results":["6","4"],"scores":[1,0.99]}""",
                """{"id":"6","results":["1","2"],"scores":[0.99,0.98]}""",
            ],
            File.ReadAllLines(dump));
    }

    [Fact]
    public async Task Two_runs_write_the_same_however_answers_overtake_one_another()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);
        var (one, other) = (Path.Combine(data.Root, "one"), Path.Combine(data.Root, "other"));
        var last = new TaskCompletionSource();
        await EvaluateAsync(server, data, "--dump", one, "--in-flight", "1");

        var arrived = 0;
        server.Before = async context =>
        {
            // The first queries are answered only after the last one has arrived.
            if (!context.Request.Path.Value!.EndsWith("recommendations", StringComparison.Ordinal)) return null;
            if (Interlocked.Increment(ref arrived) == 6) last.SetResult();
            await last.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return null;
        };
        await EvaluateAsync(server, data, "--dump", other, "--in-flight", "6");

        Assert.Equal(File.ReadAllText(one), File.ReadAllText(other));
    }

    [Fact]
    public async Task A_picture_that_the_server_refuses_is_counted_and_left_out()
    {
        using var data = Data();
        data.AddPicture("images/3.jpg", "! damaged"u8.ToArray());
        await using var server = await ServerAsync(data);

        var run = await EvaluateAsync(server, data, "--json", "--k", "2");

        var report = JsonNode.Parse(run.Out)!;
        Assert.Equal((1, 5, 1), (run.ExitCode, (int)report["queries"]!, (int)report["refused"]!["not_a_picture"]!));
        Assert.Equal(("articleType", 5 / 8.0, 4, 1), Row(report["precision"]![0]!));
    }

    [Fact]
    public async Task Folders_are_labels_when_there_is_no_metadata()
    {
        using var data = new DataSet();
        data.AddPicture("images/dress/1.jpg", "a"u8.ToArray()).AddPicture("images/dress/2.jpg", "b"u8.ToArray()).AddPicture("images/shoe/3.jpg", "c"u8.ToArray());
        await using var server = await FakeServer.StartAsync();
        server.Ranking = _ => ["dress~1", "dress~2", "shoe~3"];
        string[] common = ["--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images];
        await LoaderRun.InProcessAsync(["ingest", .. common]);

        var report = JsonNode.Parse((await LoaderRun.InProcessAsync(["evaluate", .. common, "--k", "1", "--json"])).Out)!;

        Assert.Equal(("category", 2 / 3.0, 3, 0), Row(report["precision"]![0]!));
    }

    [Theory]
    [InlineData("--catalog", "other", "There is no catalogue other")]
    [InlineData("--label", "colour", "--label names colour, which the data set does not have. It has id, gender, articleType, baseColour.")]
    [InlineData("--agreement", "2", "--agreement is '2'. Give a number from 0 to 1.")]
    [InlineData("--k", "1000", "--k is '1000'. Give a whole number from 1 to 999.")]
    public async Task What_cannot_be_evaluated_is_said(string option, string value, string sentence)
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var run = await EvaluateAsync(server, data, option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error);
    }

    [Fact]
    public async Task Agreement_is_asked_of_the_server_which_gives_fewer_results_then()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var (query, answer) = (server.LastQuery, server.Ranking);
        server.Ranking = picture =>
        {
            query = server.LastQuery;
            return answer(picture);
        };

        var asked = await EvaluateAsync(server, data, "--agreement", "0.25", "--k", "99");
        var tooMany = await EvaluateAsync(server, data, "--agreement", "0.25", "--k", "100");

        Assert.Equal((0, "0.25", "100"), (asked.ExitCode, query["agreement"], query["k"]));
        Assert.Equal(2, tooMany.ExitCode);
        Assert.Contains("--k is 100. With --agreement it is at most 99.", tooMany.Error);
    }

    static (string, double, int, int) Row(JsonNode row) =>
        ((string)row["labels"]!, (double)row["precision"]!, (int)row["queries"]!, (int)row["blankQueries"]!);

    static (double Mean, int Queries) Estimate(JsonNode? node) => (Math.Round((double)node!["mean"]!, 12), (int)node["queries"]!);

    static DataSet Data()
    {
        var data = new DataSet().WithMetadata(Csv);
        for (var id = 1; id <= 6; id++) data.AddPicture($"images/{id}.jpg", Encoding.UTF8.GetBytes($"picture {id}"));
        return data;
    }

    static async Task<FakeServer> ServerAsync(DataSet data)
    {
        var server = await FakeServer.StartAsync();
        server.Ranking = picture => Answers[Encoding.UTF8.GetString(picture)];
        await LoaderRun.InProcessAsync(
            "ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata, "--quiet");
        return server;
    }

    static Task<LoaderRun> EvaluateAsync(FakeServer server, DataSet data, params string[] more)
    {
        string[] catalog = more.Contains("--catalog") ? [] : ["--catalog", "demo"];
        return LoaderRun.InProcessAsync(["evaluate", "--server", server.Address.ToString(), .. catalog, "--images", data.Images, "--metadata", data.Metadata, .. more]);
    }
}
