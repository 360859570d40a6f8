using System.Linq.Expressions;
using FashionOrleans.Packages.Tests.Support;
using FashionOrleans.VectorData;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.Packages.Tests.VectorStores;

public sealed class FilterTests(FilterTests.Filled filled) : IClassFixture<FilterTests.Filled>
{
    static readonly string[] WarmColours = ["Red", "Orange"];
    static readonly List<string?> RedOrNone = ["Red", null];
    static readonly List<string> None = [];
    static readonly long Longest = 2_006;
    static readonly string Red = "Red";
    static readonly int[] Years = [2003, 2005, 2007];

    /// <summary>Conditions that must admit here, compiled, what they admit there.</summary>
    static readonly Expression<Func<Product, bool>>[] Conditions =
    [
        product => true,
        product => product.Colour == "Red",
        product => product.Colour == Red,
        product => "Red" != product.Colour,
        product => product.Colour == null,
        product => product.Colour != null,
        product => product.Price < 20,
        product => 20 <= product.Price,
        product => !(product.Price < 20),
        product => product.Price != 10,
        product => product.Price.HasValue && product.Price!.Value > 30,
        product => product.Weight >= 0.5,
        product => product.Weight == 0.1f,
        product => product.Year > 2002 && product.Year < 2008 && product.Year != 2005,
        product => product.Year <= 2001 || product.Year >= 2009 || product.Colour == "Blue",
        product => product.Sale,
        product => !product.Sale,
        product => product.Vegan == true,
        product => product.Vegan == null || product.Sale,
        product => WarmColours.Contains(product.Colour),
        product => RedOrNone.Contains(product.Colour),
        product => Years.Contains(product.Year),
        product => !Years.Contains(product.Year),
        product => product.Tags.Contains("new"),
        product => product.Tags.Any(tag => WarmColours.Contains(tag)) || product.Tags.Contains("sale"),
        product => product.Tags.Contains("new") && !product.Tags.Contains("sale") && (product.Sale || product.Price >= 10),
        product => None.Contains(product.Colour!),
        product => product.Year >= 2004.5,
        // Nobody has sold anything yet: the catalogue does not know the field.
        product => product.Sold == null && product.Year < Longest,
        product => product.Sold > 3 || product.Sold != 4 && product.Sale,
        product => product.Sizes != null,
    ];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Conditions.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_condition_admits_on_the_server_what_it_admits_here(int number)
    {
        var condition = Conditions[number];

        var there = await filled.Products.GetAsync(condition, 1_000, cancellationToken: Stop).Select(product => product.Facts).Order().ToListAsync(Stop);

        Assert.Equal(filled.All.Where(condition.Compile()).Select(product => product.Facts).Order(), there);
    }

    [Fact]
    public async Task Records_under_a_filter_come_in_one_order_in_parts()
    {
        var all = await filled.Products.GetAsync(product => product.Sale, 1_000, cancellationToken: Stop).Select(product => product.Id).ToListAsync(Stop);
        var part = await filled.Products.GetAsync(product => product.Sale, 3, new() { Skip = 2 }, Stop).Select(product => product.Id).ToListAsync(Stop);

        Assert.Equal(all.Skip(2).Take(3), part);
    }

    [Fact]
    public async Task What_a_filter_cannot_say_is_refused_with_what_it_can()
    {
        async Task<string> RefusalAsync(Expression<Func<Product, bool>> condition) => (await Assert.ThrowsAsync<NotSupportedException>(
            async () => await filled.Products.SearchAsync(Vectors.Random(1), 1, new() { Filter = condition }, Stop).ToListAsync(Stop))).Message;

        Assert.Contains("A filter can say ==, !=, <", await RefusalAsync(product => product.Name!.StartsWith("Red")));
        Assert.Contains("cannot say '(product.Year == Convert(product.Weight", await RefusalAsync(product => product.Year == (int)product.Weight));
        Assert.Contains("being cast to type 'Int32'", await RefusalAsync(product => (int)product.Weight == 2));
        Assert.Contains("A filter can say", await RefusalAsync(product => product.Year + 1 > 2000));
        Assert.Contains("A filter can say", await RefusalAsync(product => product.Tags == WarmColours));
        Assert.Contains("'Id' is none", await RefusalAsync(product => product.Id == "a"));
        Assert.Contains("does not sort", (await Assert.ThrowsAsync<NotSupportedException>(async () => await filled.Products
            .GetAsync(product => product.Sale, 1, new() { OrderBy = order => order.Ascending(product => product.Year) }, Stop).ToListAsync(Stop))).Message);
    }

    /// <summary>A collection of records of which some lack values.</summary>
    public sealed class Filled(WebServer server) : IAsyncLifetime
    {
        readonly string _name = WebServer.NewName();

        internal VectorStoreCollection<string, Product> Products { get; private set; } = null!;

        internal IReadOnlyList<Product> All { get; } = Draw(seed: 11);

        public async ValueTask InitializeAsync()
        {
            Products = new FashionOrleansVectorStore(server.Client).GetCollection<string, Product>(_name);
            await Products.EnsureCollectionExistsAsync(Stop);
            await Products.UpsertAsync(All, Stop);
        }

        public async ValueTask DisposeAsync() => await Products.EnsureCollectionDeletedAsync(CancellationToken.None);

        static List<Product> Draw(int seed)
        {
            var random = new Random(seed);
            T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
            return
            [
                .. Enumerable.Range(0, 80).Select(i => new Product
                {
                    Id = $"p{i}",
                    Name = Pick("Red dress", "Blue jeans"),
                    Colour = Pick("Red", "Orange", "Blue", null),
                    Price = Pick<double?>(5, 10, 20, 35.5, null),
                    Weight = Pick(0.1f, 0.5f, 2),
                    Year = 2000 + random.Next(10),
                    Sale = random.Next(2) == 0,
                    Vegan = Pick<bool?>(true, false, null),
                    Tags = Pick<string[]>(["new"], ["new", "sale"], ["sale"], ["Red"], []),
                    Vector = Vectors.Random(i),
                }),
            ];
        }
    }
}
