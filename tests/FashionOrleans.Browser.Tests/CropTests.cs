using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>A box around a part of the shopper's picture, by mouse, finger and keys.</summary>
public sealed class CropTests(Shop shop)
{
    [Fact]
    public Task Drawing_a_box_searches_again_with_that_part_when_it_is_let_go() => shop.VisitAsync("", Visitor, async visit =>
    {
        await ChooseStreetAsync(visit);
        await Assertions.Expect(WholePicture(visit)).ToBeHiddenAsync();

        JsonElement crop = await CropOfAsync(visit, () => DragAsync(visit, (0.1, 0.1), (0.5, 0.6)));

        AssertBox(crop, 0.1, 0.1, 0.4, 0.5);
        await Assertions.Expect(Box(visit)).ToBeFocusedAsync();
        await Assertions.Expect(WholePicture(visit)).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_box_is_moved_by_its_middle_and_resized_by_a_corner() => shop.VisitAsync("", Visitor, async visit =>
    {
        await ChooseStreetAsync(visit);
        await CropOfAsync(visit, () => DragAsync(visit, (0.1, 0.1), (0.5, 0.6)));

        JsonElement moved = await CropOfAsync(visit, () => DragAsync(visit, (0.3, 0.3), (0.5, 0.4)));
        AssertBox(moved, 0.3, 0.2, 0.4, 0.5);

        JsonElement resized = await CropOfAsync(visit, () => DragAsync(visit, (0.7, 0.7), (0.9, 0.95)));
        AssertBox(resized, 0.3, 0.2, 0.6, 0.75);

        JsonElement stopped = await CropOfAsync(visit, () => DragAsync(visit, (0.6, 0.5), (0.99, 0.99)));
        AssertBox(stopped, 0.4, 0.25, 0.6, 0.75);
    });

    [Fact]
    public Task The_whole_picture_is_searched_with_again() => shop.VisitAsync("", Visitor, async visit =>
    {
        string[] whole = await ChooseStreetAsync(visit);
        await CropOfAsync(visit, () => DragAsync(visit, (0.1, 0.1), (0.5, 0.6)));

        await visit.SearchAsync(() => WholePicture(visit).ClickAsync());

        Assert.Null(await SentCropAsync(visit));
        Assert.Equal(whole, await visit.ShownIdsAsync());
    });

    [Fact]
    public Task Arrow_keys_move_the_box_and_shift_changes_its_size() => shop.VisitAsync("", Visitor, async visit =>
    {
        await ChooseStreetAsync(visit);
        await Box(visit).FocusAsync();

        JsonElement smaller = await CropOfAsync(visit, () => PressAsync(visit, "Shift+ArrowLeft", 10));
        AssertBox(smaller, 0, 0, 0.8, 1);

        JsonElement moved = await CropOfAsync(visit, () => PressAsync(visit, "ArrowRight", 5));
        AssertBox(moved, 0.1, 0, 0.8, 1);
        await Assertions.Expect(Box(visit)).ToBeFocusedAsync();
        await Assertions.Expect(Box(visit)).ToHaveAttributeAsync("aria-description", "80% wide and 100% high, 10% from the left and 0% from the top");
    });

    [Fact]
    public Task A_suggested_part_is_taken_by_a_tap_or_by_its_button() => shop.VisitAsync("", Visitor, async visit =>
    {
        await ChooseStreetAsync(visit);
        ILocator outlines = visit.Page.Locator(".crop-outline");
        await Assertions.Expect(outlines.First).ToBeVisibleAsync();
        double[] box = await outlines.Last.EvaluateAsync<double[]>("outline => ['left', 'top', 'width', 'height'].map(side => parseFloat(outline.style[side]) / 100)");

        JsonElement tapped = await CropOfAsync(visit, () => TapAsync(visit, box[0] + (box[2] / 2), box[1] + (box[3] / 2)));
        AssertBox(tapped, box[0], box[1], box[2], box[3]);

        await CropOfAsync(visit, () => DragAsync(visit, (0.02, 0.02), (0.2, 0.2)));
        await outlines.First.FocusAsync();
        await CropOfAsync(visit, () => visit.Page.Keyboard.PressAsync("Enter"));
        await Assertions.Expect(outlines.First).ToBeHiddenAsync();
    });

    [Fact]
    public Task A_box_outlives_a_reload_and_goes_with_a_new_picture() => shop.VisitAsync("", Visitor, async visit =>
    {
        await ChooseStreetAsync(visit);
        await CropOfAsync(visit, () => DragAsync(visit, (0.1, 0.1), (0.5, 0.6)));

        AssertBox(await CropOfAsync(visit, () => visit.Page.ReloadAsync()), 0.1, 0.1, 0.4, 0.5);

        byte[] other = await DrawnPicture.JpegAsync(visit.Page, 300, 400);
        await visit.SearchAsync(() => visit.ChooseFileAsync("other.jpg", "image/jpeg", other));
        Assert.Null(await SentCropAsync(visit));
    });

    [Fact]
    public Task A_press_without_a_drag_changes_nothing() => shop.VisitAsync("", WithoutBoxes, async visit =>
    {
        await ChooseStreetAsync(visit);
        List<string> requests = [];
        visit.Page.Request += (_, request) => requests.Add(request.Url);

        await TapAsync(visit, 0.05, 0.05);
        await CropOfAsync(visit, () => DragAsync(visit, (0.1, 0.1), (0.5, 0.6)));

        Assert.Single(requests, url => url.EndsWith("/recommendations", StringComparison.Ordinal));
    });

    [Fact]
    public Task A_finger_draws_a_box_on_a_phone() => shop.VisitAsync("", VisitOptions.Phone with { Prepare = WatchAsync }, async visit =>
    {
        await ChooseStreetAsync(visit);
        LocatorBoundingBoxResult stage = (await Stage(visit).BoundingBoxAsync())!;
        ICDPSession session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));

        JsonElement crop = await CropOfAsync(visit, async () =>
        {
            await TouchAsync("touchStart", 0.2, 0.2);
            for (double way = 0.1; way < 1.05; way += 0.1)
                await TouchAsync("touchMove", 0.2 + (0.5 * way), 0.2 + (0.6 * way));
            await session.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        });

        AssertBox(crop, 0.2, 0.2, 0.5, 0.6);

        Task TouchAsync(string type, double x, double y) => session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = new[] { new Dictionary<string, double> { ["x"] = stage.X + (x * stage.Width), ["y"] = stage.Y + (y * stage.Height) } },
        });
    });

    [Theory]
    [MemberData(nameof(AccessibilityTests.Looks), MemberType = typeof(AccessibilityTests))]
    public Task A_picture_with_a_box_has_no_violations(ColorScheme scheme, bool phone) => shop.VisitAsync(
        "", (phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme, Prepare = WatchAsync }, async visit =>
        {
            await ChooseStreetAsync(visit);
            await CropOfAsync(visit, () => DragAsync(visit, (0.1, 0.1), (0.5, 0.6)));

            await AccessibilityTests.PassesAxeAsync(visit);
        });

    /// <summary>Keeps the crop of the last search: what a form with a file holds is nothing that the browser would tell from outside.</summary>
    static async Task WatchAsync(IPage page) => await page.AddInitScriptAsync(
        """
        const send = window.fetch;
        window.fetch = (address, request) => {
          if (String(address).endsWith('/recommendations')) window.sentCrop = request.body.get('crop');
          return send(address, request);
        };
        """);

    static VisitOptions Visitor => new() { Prepare = WatchAsync };

    static VisitOptions WithoutBoxes => new()
    {
        Prepare = async page =>
        {
            await WatchAsync(page);
            await page.RouteAsync("**/boxes", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{ "boxes": [], "method": "none" }""" }));
        },
    };

    static ILocator Stage(Visit visit) => visit.Page.Locator(".crop-stage");

    static ILocator Box(Visit visit) => visit.Page.Locator(".crop-box");

    static ILocator WholePicture(Visit visit) => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Whole picture" });

    /// <summary>Searches with a drawn picture and waits until it can be cut.</summary>
    static async Task<string[]> ChooseStreetAsync(Visit visit)
    {
        byte[] street = await DrawnPicture.StreetAsync(visit.Page);
        await visit.Page.RunAndWaitForResponseAsync(
            () => visit.SearchAsync(() => visit.ChooseFileAsync("street.jpg", "image/jpeg", street)), "**/boxes");
        await Stage(visit).Locator("img").EvaluateAsync("image => image.decode()");
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('.crop-stage').style.getPropertyValue('--ratio')");
        return await visit.ShownIdsAsync();
    }

    /// <summary>Does something that searches with a part, and gives the part that was sent.</summary>
    static async Task<JsonElement> CropOfAsync(Visit visit, Func<Task> action)
    {
        await visit.SearchAsync(action);
        string? crop = await SentCropAsync(visit);
        Assert.NotNull(crop);
        return JsonDocument.Parse(crop).RootElement;
    }

    static Task<string?> SentCropAsync(Visit visit) => visit.Page.EvaluateAsync<string?>("() => window.sentCrop");

    static async Task DragAsync(Visit visit, (double X, double Y) from, (double X, double Y) to)
    {
        LocatorBoundingBoxResult stage = (await Stage(visit).BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(X(from.X), Y(from.Y));
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(X(to.X), Y(to.Y), new() { Steps = 5 });
        await visit.Page.Mouse.UpAsync();

        float X(double share) => (float)(stage.X + (share * stage.Width));
        float Y(double share) => (float)(stage.Y + (share * stage.Height));
    }

    static async Task TapAsync(Visit visit, double x, double y)
    {
        LocatorBoundingBoxResult stage = (await Stage(visit).BoundingBoxAsync())!;
        await visit.Page.Mouse.ClickAsync((float)(stage.X + (x * stage.Width)), (float)(stage.Y + (y * stage.Height)));
    }

    /// <summary>Holds a key, as a finger does: it repeats, and is let go once.</summary>
    static async Task PressAsync(Visit visit, string keys, int times)
    {
        string[] parts = keys.Split('+');
        foreach (string modifier in parts[..^1])
            await visit.Page.Keyboard.DownAsync(modifier);
        for (int time = 0; time < times; time++)
            await visit.Page.Keyboard.DownAsync(parts[^1]);
        await visit.Page.Keyboard.UpAsync(parts[^1]);
        foreach (string modifier in parts[..^1])
            await visit.Page.Keyboard.UpAsync(modifier);
    }

    static void AssertBox(JsonElement crop, double x, double y, double width, double height)
    {
        Assert.Equal(x, crop.GetProperty("x").GetDouble(), 0.015);
        Assert.Equal(y, crop.GetProperty("y").GetDouble(), 0.015);
        Assert.Equal(width, crop.GetProperty("width").GetDouble(), 0.02);
        Assert.Equal(height, crop.GetProperty("height").GetDouble(), 0.02);
    }
}
