using FashionOrleans.Fuzz.Targets;

namespace FashionOrleans.Fuzz;

/// <summary>All targets by name.</summary>
static class FuzzTargets
{
    // Made when asked for: some open a database or load a library.
    static readonly Dictionary<string, Func<IFuzzTarget>> All = new()
    {
        ["picture"] = () => new PictureTarget(),
        ["messagepack"] = () => new MessagePackTarget(),
        ["jsonbatch"] = () => new JsonBatchTarget(),
        ["jsonbody"] = () => new JsonBodyTarget(),
        ["form"] = () => new FormTarget(),
        ["filter"] = () => new FilterTarget(),
        ["filtertext"] = () => new FilterTextTarget(),
        ["csv"] = () => new CsvTarget(),
        ["feed"] = () => new FeedTarget(),
        ["imageurl"] = () => new ImageUrlTarget(),
        ["import"] = () => new ImportTarget(),
        ["crop"] = () => new CropTarget(),
        ["modelpack"] = () => new ModelPackTarget(),
        ["storedrow"] = () => new StoredRowTarget(),
        ["sqlite"] = () => new SqliteTarget(),
    };

    /// <summary>Those of the product.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IFuzzTarget Find(string name) =>
        All.TryGetValue(name, out var make) ? make()
        : name.StartsWith(BrokenTarget.Prefix, StringComparison.Ordinal) ? new BrokenTarget(name)
        : throw new ArgumentException($"There is no target '{name}'; there are {string.Join(", ", All.Keys)}.");
}
