using FashionOrleans.TestSupport;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>Finds the repository's files, and the shared data beside it when it is there.</summary>
static class Repository
{
    public static string Root => Checkout.Root;

    public static string DefaultPack => Path.Combine(Root, "models", "resnet50-fashion");

    /// <summary>A path in the shared folder beside the repository; the test is skipped, with the reason, when it is not there.</summary>
    public static string SharedOrSkip(params string[] path)
    {
        var full = Path.Combine([Root, "..", "shared", .. path]);
        if (!File.Exists(full) && !Directory.Exists(full))
            Assert.Skip($"There is no ../shared/{string.Join('/', path)}; this test needs it.");
        return full;
    }
}
