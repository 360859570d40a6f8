using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

public sealed class PictureSearchTests(Shop shop)
{
    const string Jpeg = "image/jpeg";

    static readonly VisitOptions ExpectingRefusal = new() { ExpectsFailedRequests = true };

    [Fact]
    public async Task Choosing_the_picture_of_a_product_finds_that_product_first()
    {
        (Product product, byte[] picture) = await APictureAsync();
        await shop.VisitAsync(async visit =>
        {
            JsonElement reply = await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", Jpeg, picture));

            await ShowsResultsOfAsync(visit, reply, product);
            await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("Your picture");
            Assert.Equal(12, await visit.Cards.CountAsync());
        });
    }

    [Fact]
    public async Task Dropping_a_picture_anywhere_on_the_page_searches_with_it()
    {
        (Product product, byte[] picture) = await APictureAsync();
        await shop.VisitAsync(Shop.LinkTo(product), new VisitOptions(), async visit =>
        {
            IJSHandle transfer = await TransferAsync(visit.Page, picture, Jpeg);
            bool refused = await visit.Page.EvaluateAsync<bool>(
                "data => document.querySelector('#results').dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }))", transfer);
            Assert.False(refused);
            await Assertions.Expect(visit.Page.Locator("#drop-overlay")).ToBeVisibleAsync();

            JsonElement reply = await visit.SearchAsync(() => visit.Page.DispatchEventAsync("#results", "drop", new { dataTransfer = transfer }));

            await Assertions.Expect(visit.Page.Locator("#drop-overlay")).ToBeHiddenAsync();
            await ShowsResultsOfAsync(visit, reply, product);
        });
    }

    [Fact]
    public async Task Pasting_a_picture_searches_with_it()
    {
        (Product product, byte[] picture) = await APictureAsync();
        await shop.VisitAsync(async visit =>
        {
            IJSHandle transfer = await TransferAsync(visit.Page, picture, Jpeg);

            JsonElement reply = await visit.SearchAsync(() => visit.Page.EvaluateAsync(
                "data => document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))", transfer));

            await ShowsResultsOfAsync(visit, reply, product);
        });
    }

    [Fact]
    public Task A_phone_offers_its_camera() => shop.VisitAsync("", VisitOptions.Phone, async visit =>
    {
        await Assertions.Expect(visit.Page.Locator("#take-photo")).ToBeVisibleAsync();
        await visit.Page.ClickAsync("#take-photo");
        IFileChooser chooser = await visit.OpenedFileChooserAsync();
        Assert.Equal("environment", await chooser.Element.GetAttributeAsync("capture"));
    });

    [Fact]
    public Task A_large_picture_is_made_small_and_upright_before_it_is_sent() => shop.VisitAsync(async visit =>
    {
        byte[] landscape = await DrawnPicture.JpegAsync(visit.Page, 3000, 2000);

        await visit.SearchAsync(() => visit.ChooseFileAsync("photo.jpg", Jpeg, DrawnPicture.TakenWithTurnedCamera(landscape)));

        ILocator preview = visit.QueryPanel.Locator("img");
        int[] size = await preview.EvaluateAsync<int[]>("async image => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; }");
        Assert.Equal([683, 1024], size);
    });

    [Fact]
    public async Task A_picture_is_still_there_after_a_reload_of_the_page()
    {
        (Product product, byte[] picture) = await APictureAsync();
        await shop.VisitAsync(async visit =>
        {
            await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", Jpeg, picture));

            JsonElement reply = await visit.SearchAsync(() => visit.Page.ReloadAsync());

            await ShowsResultsOfAsync(visit, reply, product);
        });
    }

    [Fact]
    public async Task A_picture_that_the_browser_no_longer_has_is_asked_for_again()
    {
        (_, byte[] picture) = await APictureAsync();
        await shop.VisitAsync(async visit =>
        {
            await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", Jpeg, picture));
            await visit.Page.EvaluateAsync(
                """
                () => new Promise(done => {
                  const open = indexedDB.open('fashionorleans');
                  open.onsuccess = () => {
                    const transaction = open.result.transaction('pictures', 'readwrite');
                    transaction.objectStore('pictures').clear();
                    transaction.oncomplete = done;
                  };
                })
                """);

            await visit.Page.ReloadAsync();

            await Assertions.Expect(visit.Page.Locator("#notice")).ToContainTextAsync("Choose it again");
            await Assertions.Expect(visit.Page.Locator("#hero")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Clearing_the_picture_brings_back_the_first_view()
    {
        (_, byte[] picture) = await APictureAsync();
        await shop.VisitAsync(async visit =>
        {
            await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", Jpeg, picture));

            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear the picture and start over" }).ClickAsync();

            await Assertions.Expect(visit.Page.Locator("#hero")).ToBeVisibleAsync();
            await Assertions.Expect(visit.QueryPanel).ToBeHiddenAsync();
            await Assertions.Expect(visit.Page.Locator("#results-title")).ToHaveTextAsync("Or start from one of these");
        });
    }

    [Fact]
    public Task A_file_that_is_no_picture_is_answered_with_the_servers_sentence() => shop.VisitAsync("", ExpectingRefusal, async visit =>
    {
        JsonElement problem = await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", Jpeg, "This is no picture at all."u8.ToArray()));

        await Assertions.Expect(visit.Message).ToContainTextAsync("This picture could not be used");
        await Assertions.Expect(visit.Message).ToContainTextAsync(problem.GetProperty("detail").GetString()!);
        await Assertions.Expect(visit.Message.GetByRole(AriaRole.Button, new() { Name = "Another picture" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_file_of_another_kind_is_refused_in_words_and_changes_nothing() => shop.VisitAsync(async visit =>
    {
        string[] before = await visit.ShownIdsAsync();

        await visit.ChooseFileAsync("notes.txt", "text/plain", "Buy shoes."u8.ToArray());

        await Assertions.Expect(visit.Page.Locator("#notice")).ToContainTextAsync("That was not a picture file.");
        Assert.Equal(before, await visit.ShownIdsAsync());
    });

    async Task<(Product Product, byte[] Picture)> APictureAsync()
    {
        Product product = (await shop.GetProductsAsync())[5];
        return (product, await shop.GetPictureAsync(product));
    }

    static async Task ShowsResultsOfAsync(Visit visit, JsonElement reply, Product product)
    {
        string[] replied = [.. reply.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetString()!)];
        Assert.Equal(replied, await visit.ShownIdsAsync());
        Assert.Equal(product.Id, replied[0]);
        await Assertions.Expect(visit.Similarities.First).ToContainTextAsync("100%");
    }

    static Task<IJSHandle> TransferAsync(IPage page, byte[] picture, string type) => page.EvaluateHandleAsync(
        """
        ([base64, type]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], 'picture', { type }));
          return transfer;
        }
        """,
        new[] { Convert.ToBase64String(picture), type });
}
