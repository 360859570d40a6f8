using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>A photo taken on the spot; the camera is one that Chromium makes up.</summary>
public sealed class CameraTests(Shop shop)
{
    [Fact]
    public Task A_photo_from_the_camera_is_searched_with_and_the_camera_is_let_go() => shop.VisitAsync(async visit =>
    {
        await visit.Page.EvaluateAsync(
            """
            () => {
              const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = async wanted => window.cameraStream = await open(wanted);
            }
            """);
        await visit.Page.ClickAsync("#take-photo");
        await Assertions.Expect(Shoot(visit)).ToBeEnabledAsync();

        await visit.SearchAsync(() => Shoot(visit).ClickAsync());

        await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("Your picture");
        await Assertions.Expect(visit.Page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.Equal(["ended"], await visit.Page.EvaluateAsync<string[]>("() => window.cameraStream.getTracks().map(track => track.readyState)"));
    });

    [Theory]
    [InlineData("NotAllowedError", "The camera was not allowed.")]
    [InlineData("NotFoundError", "No camera was found.")]
    public Task A_camera_that_cannot_be_used_says_why(string error, string sentence) => shop.VisitAsync(async visit =>
    {
        await visit.Page.EvaluateAsync("name => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No.', name)); }", error);

        await visit.Page.ClickAsync("#take-photo");

        await Assertions.Expect(visit.Page.Locator(".dialog-said")).ToContainTextAsync(sentence);
        await Assertions.Expect(Shoot(visit)).ToBeDisabledAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("#take-photo")).ToBeFocusedAsync();
    });

    static ILocator Shoot(Visit visit) => visit.Page.Locator("#shoot");
}
