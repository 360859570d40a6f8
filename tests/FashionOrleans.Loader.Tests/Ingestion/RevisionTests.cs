using FashionOrleans.Client;
using FashionOrleans.Loader.Ingestion;

namespace FashionOrleans.Loader.Tests.Ingestion;

public sealed class RevisionTests
{
    static readonly string[] Joined = ["ab"];
    static readonly Dictionary<string, AttributeValue> Attributes = new() { ["gender"] = "Men", ["year"] = 2012, ["tags"] = (string[])["a", "b"] };

    [Fact]
    public void The_order_of_attributes_does_not_matter() =>
        Assert.Equal(Revision.Of([1, 2], Attributes), Revision.Of([1, 2], Attributes.Reverse().ToDictionary()));

    [Fact]
    public void It_is_short_enough_for_the_server() => Assert.Equal(32, Revision.Of([1, 2], Attributes).Length);

    [Fact]
    public void Any_change_changes_it()
    {
        string[] revisions =
        [
            Revision.Of([1, 2], Attributes),
            Revision.Of([1, 3], Attributes),
            Revision.Of([1, 2], new Dictionary<string, AttributeValue>()),
            Revision.Of([1, 2], With("gender", "Women")),
            Revision.Of([1, 2], With("year", "2012")),
            Revision.Of([1, 2], With("tags", Joined)),
            Revision.Of([1, 2], With("new", true)),
        ];

        Assert.Distinct(revisions);
    }

    static Dictionary<string, AttributeValue> With(string name, AttributeValue value) => new(Attributes) { [name] = value };
}
