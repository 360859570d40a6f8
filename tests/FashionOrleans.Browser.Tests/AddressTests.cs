using System.Text.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>The address of a picture in place of the picture. What the server makes of it is replaced on the way: no test reaches out to the web.</summary>
public sealed class AddressTests(Shop shop)
{
    const string Address = "https://pictures.example/look/dress.jpg";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_typed_address_is_searched_with_as_a_picture(bool phone) => VisitAsync(phone ? VisitOptions.Phone : new VisitOptions(), async visit =>
    {
        await visit.Page.FillAsync("#words", Address);
        JsonElement asked = await visit.AskAsync(() => visit.Page.PressAsync("#words", "Enter"));

        Assert.Equal(Address, asked.GetProperty("like")[0].GetProperty("imageUrl").GetString());
        Assert.False(asked.TryGetProperty("text", out _));
        await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("the picture at pictures.example");
        Assert.Equal(12, await visit.Cards.CountAsync());

        JsonElement again = await visit.AskAsync(() => visit.Page.ReloadAsync());
        Assert.Equal(Address, again.GetProperty("like")[0].GetProperty("imageUrl").GetString());
    });

    [Fact]
    public Task A_pasted_address_is_searched_with() => VisitAsync(new VisitOptions(), async visit =>
    {
        JsonElement asked = await visit.AskAsync(() => visit.Page.EvaluateAsync(
            """
            address => {
              const data = new DataTransfer();
              data.setData('text/plain', address);
              document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
            }
            """,
            Address));

        Assert.Equal(Address, asked.GetProperty("like")[0].GetProperty("imageUrl").GetString());
    });

    [Fact]
    public Task Of_a_picture_dropped_from_another_page_its_own_address_counts_not_its_links() => VisitAsync(new VisitOptions(), async visit =>
    {
        JsonElement asked = await visit.AskAsync(() => visit.Page.EvaluateAsync(
            """
            address => {
              const data = new DataTransfer();
              data.setData('text/uri-list', 'https://pictures.example/page');
              data.setData('text/html', `<a href="https://pictures.example/page"><img src="${address}"></a>`);
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """,
            Address));

        Assert.Equal(Address, asked.GetProperty("like")[0].GetProperty("imageUrl").GetString());
    });

    [Fact]
    public Task A_refused_address_is_told_in_the_servers_words() => shop.VisitAsync("", new VisitOptions { ExpectsFailedRequests = true }, async visit =>
    {
        const string Sentence = "The address answers with a page, not a picture. Open the picture itself and copy its address.";
        await visit.Page.RouteAsync("**/recommendations", route => route.FulfillAsync(new()
        {
            Status = 400,
            ContentType = "application/problem+json",
            Body = JsonSerializer.Serialize(new { status = 400, code = "not_a_picture", detail = Sentence }),
        }));

        await visit.Page.FillAsync("#words", Address);
        await visit.Page.PressAsync("#words", "Enter");

        await Assertions.Expect(visit.Message).ToContainTextAsync("This picture could not be used");
        await Assertions.Expect(visit.Message).ToContainTextAsync(Sentence);
        await Assertions.Expect(visit.Message.GetByRole(AriaRole.Button, new() { Name = "Another picture" })).ToBeVisibleAsync();
    });

    /// <summary>Visits a shop whose server takes the address for the first product's picture.</summary>
    async Task VisitAsync(VisitOptions options, Func<Visit, Task> act)
    {
        string id = (await shop.GetProductsAsync())[0].Id;
        VisitOptions prepared = options with
        {
            Prepare = page => page.RouteAsync("**/recommendations", async route =>
            {
                JsonNode body = JsonNode.Parse(route.Request.PostData!)!;
                body["like"]![0] = new JsonObject { ["id"] = id };
                await route.FulfillAsync(new() { Response = await route.FetchAsync(new() { PostData = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()) }) });
            }),
        };
        await shop.VisitAsync("", prepared, act);
    }
}
