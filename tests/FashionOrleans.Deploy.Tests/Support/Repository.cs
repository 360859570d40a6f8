using FashionOrleans.TestSupport;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>The repository's files.</summary>
static class Repository
{
    public static string Root => Checkout.Root;

    public static string PathOf(params string[] path) => Checkout.PathOf(path);
}
