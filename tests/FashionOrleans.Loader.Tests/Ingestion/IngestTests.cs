using System.IO.Compression;
using FashionOrleans.Loader.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Loader.Tests.Ingestion;

public sealed class IngestTests
{
    [Fact]
    public async Task A_data_set_is_stored_with_its_pictures_and_attributes()
    {
        using var data = DataSet.Of(300);
        await using var server = await FakeServer.StartAsync();

        var run = await IngestAsync(server, data);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var items = server.Catalogs["demo"].Items;
        Assert.Equal(300, items.Count);
        Assert.Equal(DataSet.Picture(17), items["17"].Picture);
        Assert.Equal("Women", items["17"].Attributes["gender"]);
        Assert.Equal(2017.0, items["17"].Attributes["year"]);
        Assert.Equal(300, run.Count("stored"));
        Assert.False(File.Exists(data.Refused));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    public async Task A_zip_gives_the_same_items_at_any_depth_and_its_junk_is_passed_over(CompressionLevel compression)
    {
        using var data = DataSet.Of(30);
        data.AddPicture("images/.DS_Store", [1]).AddPicture("images/._1.jpg", [1]).AddPicture("images/notes.txt", [1]);
        var zip = data.Zip(compression, prefix: "fashion-dataset/");
        await using var server = await FakeServer.StartAsync();

        var run = await IngestAsync(server, data, "--images", zip);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Enumerable.Range(1, 30).Select(id => $"{id}").Order(), server.Catalogs["demo"].Items.Keys.Order());
        Assert.Equal((2, 1), (run.Count("junk files"), run.Count("other files")));
    }

    [Fact]
    public async Task A_folder_without_metadata_gives_categories_and_ids_from_paths()
    {
        using var data = new DataSet();
        data.AddPicture("images/dress/1.jpg", DataSet.Picture(1)).AddPicture("images/T Shirt/1.jpg", DataSet.Picture(2)).AddPicture("images/top.png", DataSet.Picture(3));
        await using var server = await FakeServer.StartAsync();

        var run = await LoaderRun.InProcessAsync("ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images);

        Assert.Equal(0, run.ExitCode);
        var items = server.Catalogs["demo"].Items;
        Assert.Equal(["T:20Shirt~1", "dress~1", "top.png"], items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("T Shirt", items["T:20Shirt~1"].Attributes["category"]);
        Assert.Empty(items["top.png"].Attributes);
    }

    [Fact]
    public async Task A_second_run_stores_nothing_and_a_third_stores_what_changed()
    {
        using var data = DataSet.Of(200);
        await using var server = await FakeServer.StartAsync();
        await IngestAsync(server, data);

        var second = await IngestAsync(server, data);
        data.AddPicture("images/7.jpg", DataSet.Picture(7_007));
        data.WithMetadata(File.ReadAllText(data.Metadata).Replace("\n9,Women,", "\n9,Girls,"));
        var third = await IngestAsync(server, data);

        Assert.Equal((0, 200), (second.Count("stored"), second.Count("unchanged")));
        Assert.Equal((2, 198), (third.Count("stored"), third.Count("unchanged")));
        Assert.Equal(["7", "9"], server.StoredIds.Skip(200).Order());
        Assert.Equal("Girls", server.Catalogs["demo"].Items["9"].Attributes["gender"]);
    }

    [Fact]
    public async Task What_is_odd_about_the_data_is_counted_and_stops_nothing()
    {
        using var data = DataSet.Of(4);
        data.WithMetadata(
            """
            id,gender,baseColour,productDisplayName
            1,Men,Blue,Shirt, slim, blue
            2,NA,,Shirt
            2,Men,Red,Other
            9,Men,Red,No picture
            10,Men,Red,No picture either
            ,Men,Red,No id
            3,Women
            """);
        await using var server = await FakeServer.StartAsync();

        var run = await IngestAsync(server, data);

        Assert.Equal(0, run.ExitCode);
        var items = server.Catalogs["demo"].Items;
        Assert.Equal(4, items.Count);
        Assert.Equal("Shirt, slim, blue", items["1"].Attributes["productDisplayName"]);
        Assert.Equal(["productDisplayName"], items["2"].Attributes.Keys);
        Assert.Empty(items["4"].Attributes);
        Assert.Equal(
            (2, 1, 1, 1, 1, 1, 4),
            (run.Count("rows without a picture"), run.Count("pictures without a row"), run.Count("rows with extra commas"), run.Count("rows cut short"),
                run.Count("rows without an id"), run.Count("duplicate rows"), run.Count("blank labels")));
        Assert.Contains("such as 10, 9", run.Out);
    }

    [Fact]
    public async Task What_is_refused_is_listed_with_the_reason()
    {
        using var data = DataSet.Of(10);
        data.AddPicture("images/2.jpg", []).AddPicture("images/3.jpg", new byte[5_000]).AddPicture("images/more/4.jpg", DataSet.Picture(4));
        await using var server = await FakeServer.StartAsync();
        server.Refuses = item => item.Id == "5" ? "not_a_picture" : null;

        var run = await IngestAsync(server, data, "--max-picture-bytes", "4000");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal((7, 4), (run.Count("stored"), run.Count("refused")));
        Assert.Equal(
            [
                "2,2.jpg,picture_empty,The file is empty. Replace it by the picture.",
                "3,3.jpg,picture_too_large,\"The picture has more than 4,000 bytes. Make it smaller, or raise --max-picture-bytes if the server takes larger ones.\"",
                "4,more/4.jpg,duplicate_id,An earlier picture has the same id; only that one is loaded.",
                "5,5.jpg,not_a_picture,\"Refused with not_a_picture, \"\"as asked\"\".\"",
                "id,file,code,reason",
            ],
            File.ReadAllLines(data.Refused).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_batch_keeps_the_limits_of_the_server()
    {
        using var data = DataSet.Of(2_600, pictureBytes: 20);
        data.AddPicture("images/1.jpg", DataSet.Picture(1, 15_000_000)).AddPicture("images/2.jpg", DataSet.Picture(2, 15_000_000)).AddPicture("images/3.jpg", DataSet.Picture(3, 15_000_000));
        await using var server = await FakeServer.StartAsync();

        var run = await IngestAsync(server, data, "--batch-size", "1000", "--batch-bytes", "16000000");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2_600, server.Batches.Sum(batch => batch.Items));
        Assert.All(server.Batches, batch => Assert.True(batch.Items <= 1_000 && batch.Bytes <= 32_000_000, $"{batch}"));
        Assert.Contains(server.Batches, batch => batch.Items == 1_000);
    }

    [Fact]
    public async Task Batches_are_near_a_megabyte_and_several_are_under_way_at_once()
    {
        using var data = DataSet.Of(48, pictureBytes: 240_000);
        await using var server = await FakeServer.StartAsync();
        var (underWay, most) = (0, 0);
        var together = new TaskCompletionSource();
        server.BeforeStore = async _ =>
        {
            if (Interlocked.Increment(ref underWay) == 3) together.SetResult();
            await together.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            most = Math.Max(most, underWay);
            Interlocked.Decrement(ref underWay);
            return null;
        };

        var run = await IngestAsync(server, data, "--in-flight", "3");

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(most, 1, 3);
        Assert.All(server.Batches, batch => Assert.InRange(batch.Bytes, 900_000, 1_000_000));
    }

    [Fact]
    public async Task Only_the_asked_part_of_the_data_set_is_loaded()
    {
        using var data = DataSet.Of(500);
        await using var server = await FakeServer.StartAsync();

        var part = await IngestAsync(server, data, "--hash-range", "10-99");
        var rest = await IngestAsync(server, data, "--hash-range", "0-9");

        Assert.Equal(500, part.Count("stored") + rest.Count("stored"));
        Assert.InRange(rest.Count("stored"), 25, 80);
        Assert.DoesNotContain("rows without a picture", part.Out);
    }

    [Fact]
    public async Task A_limit_loads_the_first_pictures()
    {
        using var data = DataSet.Of(20);
        await using var server = await FakeServer.StartAsync();

        Assert.Equal(3, (await IngestAsync(server, data, "--limit", "3")).Count("stored"));
        Assert.Equal(["1", "10", "11"], server.StoredIds.Order());
    }

    [Fact]
    public async Task A_new_catalogue_gets_the_named_settings_and_an_old_one_keeps_its_own()
    {
        using var data = DataSet.Of(2);
        await using var server = await FakeServer.StartAsync();

        await IngestAsync(server, data, "--shards", "16", "--model", "other");
        var again = await IngestAsync(server, data);
        var conflict = await IngestAsync(server, data, "--shards", "4");

        Assert.Equal((16, "other"), (server.Catalogs["demo"].Shards, server.Catalogs["demo"].Model));
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(2, conflict.ExitCode);
        Assert.Contains("Catalogue demo exists with --shards 16, not 4. Leave --shards out", conflict.Error);
    }

    [Fact]
    public async Task An_overloaded_server_is_waited_for()
    {
        using var data = DataSet.Of(100);
        await using var server = await FakeServer.StartAsync();
        var refusals = 6;
        server.Before = context => Task.FromResult(
            context.Request.Path.Value!.EndsWith("items:batch", StringComparison.Ordinal) && Interlocked.Decrement(ref refusals) >= 0
                ? FakeServer.Problem(503, "overloaded", "Try later.")
                : null);

        var run = await IngestAsync(server, data, "--batch-size", "10");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(100, server.StoredIds.Distinct().Count());
        Assert.Contains("The server says overloaded; trying again in", run.Error);
    }

    [Fact]
    public async Task A_server_that_stays_overloaded_ends_the_run_and_the_next_one_goes_on()
    {
        using var data = DataSet.Of(40);
        await using var server = await FakeServer.StartAsync();
        var batches = 0;
        server.BeforeStore = _ => Task.FromResult(Interlocked.Increment(ref batches) > 2 ? FakeServer.Problem(503, "overloaded", "Try later.") : null);

        var first = await IngestAsync(server, data, "--batch-size", "10", "--in-flight", "1", "--patience", "1");
        server.BeforeStore = _ => Task.FromResult<IResult?>(null);
        var second = await IngestAsync(server, data);

        Assert.Equal(3, first.ExitCode);
        Assert.Contains("The server stopped taking items: Try later. (overloaded) 20 of 40 items are done; run the same command again to go on.", first.Error);
        Assert.Equal(20, first.Count("not reached"));
        Assert.Equal((20, 20), (second.Count("stored"), second.Count("unchanged")));
    }

    [Fact]
    public async Task An_item_that_the_server_cannot_take_now_is_sent_again()
    {
        using var data = DataSet.Of(10);
        await using var server = await FakeServer.StartAsync();
        var times = 0;
        server.Refuses = item => item.Id == "5" && Interlocked.Increment(ref times) == 1 ? "embedding_unavailable" : null;

        var run = await IngestAsync(server, data);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(10, server.StoredIds.Count);
        Assert.Equal([10, 1], server.Batches.Select(batch => batch.Items));
    }

    [Theory]
    [InlineData(413, "request_too_large")]
    [InlineData(400, "invalid_request")]
    [InlineData(500, "internal_error")]
    public async Task A_request_that_is_refused_as_a_whole_is_split_down_to_the_item_to_blame(int status, string code)
    {
        using var data = DataSet.Of(33);
        await using var server = await FakeServer.StartAsync();
        server.BeforeStore = items => Task.FromResult(items.Any(item => item.Id == "20") ? FakeServer.Problem(status, code, "No.") : null);

        var run = await IngestAsync(server, data);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(32, server.StoredIds.Count);
        Assert.Equal(["id,file,code,reason", $"20,20.jpg,{code},No."], File.ReadAllLines(data.Refused));
    }

    [Fact]
    public async Task A_server_that_fails_at_everything_ends_the_run()
    {
        using var data = DataSet.Of(100);
        await using var server = await FakeServer.StartAsync();
        server.BeforeStore = _ => Task.FromResult<IResult?>(FakeServer.Problem(500, "internal_error", "It broke."));

        var run = await IngestAsync(server, data);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("It broke. (internal_error)", run.Error);
    }

    [Fact]
    public async Task A_list_of_refused_items_that_cannot_be_written_is_found_out_before_loading()
    {
        using var data = DataSet.Of(3);
        await using var server = await FakeServer.StartAsync();

        var run = await LoaderRun.InProcessAsync(
            "ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--refused", Path.Combine(data.Root, "gone", "refused.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("for the list of refused items. Create it, or give --refused another path.", run.Error);
        Assert.Empty(server.StoredIds);
    }

    [Fact]
    public async Task Quiet_says_nothing_but_complaints()
    {
        using var data = DataSet.Of(3);
        await using var server = await FakeServer.StartAsync();

        Assert.Equal(new LoaderRun(0, "", ""), await IngestAsync(server, data, "--quiet"));
    }

    static Task<LoaderRun> IngestAsync(FakeServer server, DataSet data, params string[] more)
    {
        // A later --images replaces the usual one: an option is given once.
        string[] images = more.Contains("--images") ? [] : ["--images", data.Images];
        return LoaderRun.InProcessAsync(
            ["ingest", "--server", server.Address.ToString(), "--catalog", "demo", .. images, "--metadata", data.Metadata, "--refused", data.Refused, .. more]);
    }
}
