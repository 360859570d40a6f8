using System.Text.Json;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests.Support;

/// <summary>
/// A visitor's tab. It keeps what no visit may cause: errors and warnings on the console, uncaught exceptions, and requests to anywhere
/// but the shop itself.
/// </summary>
sealed class Visit : IAsyncDisposable
{
    /// <summary>Bounds each wait, in milliseconds; generous, because a build machine may be busy.</summary>
    const float StepLimit = 20_000;

    readonly IBrowserContext _context;
    readonly List<string> _complaints = [];
    readonly TaskCompletionSource<IFileChooser> _fileChooser = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public ILocator Status => Page.Locator("#status");

    public ILocator Cards => Page.Locator("#grid a.card-link");

    /// <summary>How similar the products of the grid are, in their order.</summary>
    public ILocator Similarities => Page.Locator("#grid .similarity");

    public ILocator Message => Page.Locator("#message");

    public ILocator QueryPanel => Page.Locator("#query-panel");

    public static async Task<Visit> StartAsync(IBrowser browser, Uri shop, VisitOptions options)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = shop.ToString(),
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            IsMobile = options.IsPhone,
            HasTouch = options.IsPhone,
            ColorScheme = options.Scheme,
            ReducedMotion = options.ReducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        });
        context.SetDefaultTimeout(StepLimit);
        IPage page = await context.NewPageAsync();
        Visit visit = new(context, page);
        visit.Watch(shop, options.ExpectsFailedRequests);

        // Subscribed before the page opens: the browser is told to hand over its file dialogs by a message of its own, which a
        // subscription right before the click could not be sure to be ahead of.
        page.FileChooser += (_, chooser) => visit._fileChooser.TrySetResult(chooser);
        if (options.Prepare is not null)
            await options.Prepare(page);
        return visit;
    }

    /// <summary>Waits until the page shows an answer (products or a message) and is not waiting for another.</summary>
    public async Task<Visit> SettledAsync()
    {
        await Page.WaitForFunctionAsync(
            """
            () => !document.querySelector('[aria-busy]')
              && document.querySelector('#grid .card-link, #message:not([hidden])')
            """);
        return this;
    }

    /// <summary>The ids of the products shown, in the order shown.</summary>
    public async Task<string[]> ShownIdsAsync() =>
        await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#grid a[data-id]')].map(link => link.dataset.id)");

    /// <summary>Does something that starts a search and waits for what the server answers and the page shows.</summary>
    public async Task<JsonElement> SearchAsync(Func<Task> action)
    {
        IResponse response = await Page.RunAndWaitForResponseAsync(action, response => IsSearch(response.Request));
        JsonElement? reply = await response.JsonAsync();
        await SettledAsync();
        return reply!.Value;
    }

    /// <summary>Does something that starts a search and gives the JSON that the page sends for it, once the answer is shown.</summary>
    public async Task<JsonElement> AskAsync(Func<Task> action)
    {
        IRequest request = await Page.RunAndWaitForRequestAsync(action, IsSearch);
        await SettledAsync();
        return JsonDocument.Parse(request.PostData!).RootElement;
    }

    /// <summary>Whether a request asks for what is shown; one for a single result only counts what a filter would leave.</summary>
    static bool IsSearch(IRequest request) =>
        request.Url.EndsWith("/recommendations", StringComparison.Ordinal) && request.PostData?.Contains("\"k\":1,", StringComparison.Ordinal) != true
        && request.PostData?.Contains("\"k\":1}", StringComparison.Ordinal) != true;

    /// <summary>The file dialog that the page opened.</summary>
    public Task<IFileChooser> OpenedFileChooserAsync() => _fileChooser.Task.WaitAsync(TimeSpan.FromMilliseconds(StepLimit));

    public Task ChooseFileAsync(string name, string mimeType, byte[] content) =>
        Page.SetInputFilesAsync("#picture-file", new FilePayload { Name = name, MimeType = mimeType, Buffer = content });

    public string[] Complaints()
    {
        lock (_complaints)
            return [.. _complaints];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    void Watch(Uri shop, bool expectsFailedRequests)
    {
        Page.Console += (_, message) =>
        {
            bool announcesFailure = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !(expectsFailedRequests && announcesFailure))
                Complain($"console {message.Type}: {message.Text} ({message.Location})");
        };
        Page.PageError += (_, error) => Complain($"uncaught: {error}");
        Page.Request += (_, request) =>
        {
            Uri address = new(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != shop.Authority)
                Complain($"request to another host: {request.Url}");
        };
    }

    void Complain(string complaint)
    {
        lock (_complaints)
            _complaints.Add(complaint);
    }
}
