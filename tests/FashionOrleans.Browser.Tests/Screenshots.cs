using FashionOrleans.Browser.Tests.Support;
using FashionOrleans.SampleCatalog;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>Takes the pictures of the page that the documentation shows, from the running system.</summary>
public sealed class Screenshots(Shop shop)
{
    const string FolderVariable = "FASHIONORLEANS_SCREENSHOTS";

    // In milliseconds; what is drawn comes in steps of ten seconds.
    const float Patience = 30_000;

    public static TheoryData<string, ColorScheme, bool> Looks => new()
    {
        { "desktop-light", ColorScheme.Light, false },
        { "desktop-dark", ColorScheme.Dark, false },
        { "phone-light", ColorScheme.Light, true },
        { "phone-dark", ColorScheme.Dark, true },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Are_taken_of_every_view(string look, ColorScheme scheme, bool phone)
    {
        string folder = Folder();
        VisitOptions visitor = (phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme };
        await shop.VisitAsync("", visitor, async visit =>
        {
            await TakeAsync(visit, $"home-{look}");
            await visit.SearchAsync(() => visit.Cards.Nth(2).ClickAsync());
            await visit.Page.Mouse.MoveAsync(0, 0);
            await TakeAsync(visit, $"results-{look}");
        });
        await shop.VisitAsync("", visitor, async visit =>
        {
            byte[] jacket = ShopperPhotos.Create().Single(photo => photo.Id == "denim-jacket").RenderJpeg(600, 800);
            await visit.Page.RunAndWaitForResponseAsync(
                () => visit.SearchAsync(() => visit.ChooseFileAsync("jacket.jpg", "image/jpeg", jacket)), "**/boxes");
            await TakeAsync(visit, $"picture-{look}");
            await visit.SearchAsync(() => visit.Page.Locator(".crop-outline").First.EvaluateAsync("outline => outline.click()"));
            await TakeAsync(visit, $"crop-{look}");
        });
        await shop.VisitAsync("", visitor, async visit =>
        {
            await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.Locator("#grid .heart").Nth(1).ClickAsync(), "**/events");
            await visit.Page.FillAsync("#words", "red dress");
            await visit.SearchAsync(() => visit.Page.PressAsync("#words", "Enter"));
            await visit.SearchAsync(() => SteeringTests.Steer(visit, 0, "Find more like this").ClickAsync());
            await visit.SearchAsync(() => SteeringTests.Steer(visit, 3, "Find more like this").ClickAsync());
            await visit.SearchAsync(() => SteeringTests.Steer(visit, 5, "Find less like this").ClickAsync());
            await visit.SearchAsync(() => visit.Page.Locator(".chip[data-value='Women']").EvaluateAsync("chip => chip.click()"));
            await visit.Page.Mouse.MoveAsync(0, 0);
            await TakeAsync(visit, $"steered-{look}");
            await visit.Page.ClickAsync("#share");
            await TakeAsync(visit, $"share-{look}");
            await visit.Page.Keyboard.PressAsync("Escape");
            await visit.Page.ClickAsync("#home-link");
            await visit.Page.Locator("#recents").ScrollIntoViewIfNeededAsync();
            await visit.Page.Locator("#shelf").WaitForAsync();
            await visit.Page.EvaluateAsync("() => document.querySelector('#words-form').scrollIntoView()");
            await TakeAsync(visit, $"recent-{look}");
        });

        Task TakeAsync(Visit visit, string name) => Screenshots.TakeAsync(visit, folder, name);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Are_taken_of_the_operators_page(string look, ColorScheme scheme, bool phone)
    {
        string folder = Folder();
        VisitOptions visitor = (phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme };
        IReadOnlyList<Product> products = await shop.GetProductsAsync();
        await shop.VisitAdminAsync(visitor, async visit =>
        {
            foreach (Product product in products)
                await visit.Page.APIRequest.PostAsync($"/api/v1/catalogs/{Shop.Catalog}/recommendations", new() { DataObject = new { like = new[] { new { id = product.Id } } } });

            // What was asked just now is drawn when its ten seconds are over.
            await Assertions.Expect(visit.Page.Locator(".figure-queries .big")).Not.ToHaveTextAsync("0 / s", new() { Timeout = Patience });
            await TakeAsync(visit, folder, $"admin-{look}");
        });
    }

    static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"Set {FolderVariable} to the folder that the screenshots are to be written to.");
        return folder!;
    }

    static async Task TakeAsync(Visit visit, string folder, string name)
    {
        await visit.Page.EvaluateAsync(
            """
            () => {
              // Those out of sight are not fetched.
              const isSeen = ({ top, bottom, left, right }) => top < innerHeight && bottom > 0 && left < innerWidth && right > 0;
              return Promise.all([...document.images].filter(image => isSeen(image.getBoundingClientRect())).map(image => image.decode()));
            }
            """);
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
