using System.CommandLine;
using FashionOrleans.Client;
using FashionOrleans.Loader.Querying;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>query</c>: asks for the items most like pictures, items or words.</summary>
sealed class QueryCommand : CatalogCommand, ICommandWithExamples
{
    readonly Option<string[]> _image = new("--image") { Description = "A picture the results should be like: a file, or an address that the server fetches. May be repeated.", HelpName = "FILE|URL" };
    readonly Option<string[]> _crop = new("--crop") { Description = "The part of --image that counts: x,y,width,height in fractions of the upright picture, such as 0.2,0.1,0.5,0.6, or auto for the server's best box. One for each --image.", HelpName = "BOX" };
    readonly Option<string[]> _id = new("--id") { Description = "An item the results should be like. May be repeated.", HelpName = "ID" };
    readonly Option<string[]> _unlike = new("--unlike") { Description = "An item the results should be unlike. May be repeated.", HelpName = "ID" };
    readonly Option<int> _k = SharedOptions.Number("--k", "How many results.", 1, 1_000, 5);
    readonly Option<string?> _filter = new("--filter") { Description = "Only items that match: name=value, name=a|b (any of), name!=value, name<50, name>=10; a comma means and.", HelpName = "FILTER" };
    readonly Option<string?> _text = new("--text") { Description = "Words in names and other attributes, with examples or without.", HelpName = "WORDS" };
    readonly Option<TextMode> _textMode = new("--text-mode") { Description = "Items with the words come earlier (weigh), or only items with all of them come (narrow).", HelpName = "weigh|narrow" };
    readonly Option<string?> _facets = new("--facets") { Description = "Count the values of these fields over all items that match, separated by commas.", HelpName = "FIELDS" };
    readonly Option<string?> _shopper = new("--shopper") { Description = "A shopper whose taste counts too.", HelpName = "ID" };
    readonly Option<MatchStrategy> _strategy = new("--strategy") { Description = "Several examples: mean finds what has something of all of them, best what is like any of them.", HelpName = "mean|best" };
    readonly Option<int?> _ef = SharedOptions.Number("--ef", "Candidates that a graph index keeps on its way; more find more.", 1, 10_000);
    readonly Option<bool> _exact = new("--exact") { Description = "Search a catalogue with a graph index exactly." };
    readonly Option<bool> _json = SharedOptions.Json("Print the server's reply as it is.");

    public QueryCommand(LoaderEnvironment environment)
        : base(environment, "query", "Print the items of a catalogue that look most like pictures, items or words.")
    {
        Add(_image, _crop, _id, _unlike, _text, _textMode, _k, _filter, _facets, _shopper, _strategy, _ef, _exact, _json);
    }

    public string Examples =>
        """
        Examples:
          query --server http://127.0.0.1:5080 --catalog fashion --image shirt.jpg
          query --server http://127.0.0.1:5080 --catalog fashion --image shirt.jpg --k 10 --filter 'gender=Women,baseColour=Red|Pink,price<50'
          query --server http://127.0.0.1:5080 --catalog fashion --image street.jpg --crop 0.25,0.1,0.5,0.45
          query --server http://127.0.0.1:5080 --catalog fashion --image https://shop.example/shirt.jpg
          query --server http://127.0.0.1:5080 --catalog fashion --id 15970 --unlike 39386 --json
          query --server http://127.0.0.1:5080 --catalog fashion --text 'red floral dress' --facets gender,baseColour

        In a filter, a value that reads as a number or as true or false is one. In double quotes it is a text, and may hold
        commas and bars: 'brand="Marks, Sons",size="10"'.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        var request = new RecommendationRequest
        {
            Like = [.. Ids(parsed, _id), .. Pictures(parsed)],
            Unlike = [.. Ids(parsed, _unlike)],
            K = parsed.GetValue(_k),
            Filter = parsed.GetValue(_filter) is { } filter ? FilterText.Parse(filter) : null,
            Strategy = parsed.GetValue(_strategy),
            Ef = parsed.GetValue(_ef),
            Exact = parsed.GetValue(_exact),
            Text = parsed.GetValue(_text),
            TextMode = parsed.GetValue(_textMode),
            Facets = parsed.GetValue(_facets)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Shopper = parsed.GetValue(_shopper),
        };
        if (request is { Like.Count: 0, Text: null, Shopper: null })
            throw new InputException("There is nothing to look for. Give --image FILE or URL, --id ID, several of them, --text WORDS, or --shopper ID.");

        using var client = Connect(parsed, new() { Deadline = TimeSpan.FromSeconds(60) });
        var catalog = CatalogOf(parsed);
        if (parsed.GetValue(_json))
            Environment.Out.WriteLine(await client.RecommendAsJsonAsync(catalog, request, interrupt));
        else
            ResultTable.Write(Environment.Out, await client.RecommendAsync(catalog, request, interrupt));
        return ExitCode.Done;
    }

    static IEnumerable<Example> Ids(ParseResult parsed, Option<string[]> option) => (parsed.GetValue(option) ?? []).Select(Example.OfItem);

    IEnumerable<Example> Pictures(ParseResult parsed)
    {
        var files = parsed.GetValue(_image) ?? [];
        var crops = (parsed.GetValue(_crop) ?? []).Select(CropText.Parse).ToArray();
        if (crops.Length > 0 && crops.Length != files.Length)
            throw new InputException($"There are {files.Length} --image and {crops.Length} --crop. Give a --crop for each --image, in their order, or none.");
        for (var i = 0; i < files.Length; i++)
        {
            var crop = crops.Length > 0 ? crops[i] : null;
            if (SharedOptions.AddressOf("--image", files[i]) is { } address)
            {
                yield return Example.OfImageUrl(address, crop);
                continue;
            }

            if (!File.Exists(files[i])) throw new InputException($"There is no file at '{files[i]}'. Give --image a picture.");
            yield return Example.OfPicture(File.ReadAllBytes(files[i]), crop);
        }
    }
}
