using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.Shoppers;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Quality;

/// <summary>
/// Ways to find better results with the same embedding, each beside the plain search on the same queries: the flipped picture, centring and
/// whitening, results that vote with their attributes, diversity, several examples. With <c>--other</c> only another embedding is compared.
/// </summary>
static class QualityBench
{
    const int K = 5;
    const int Candidates = 100;
    const int Axes = 512;
    const int Sampled = 8_000;
    static readonly string[] AllFields = ["gender", "masterCategory", "subCategory", "articleType", "baseColour", "season", "usage", "productDisplayName"];
    static readonly string[] OtherFields = ["masterCategory", "subCategory", "season", "usage", "productDisplayName"];

    public static Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--vectors", "--flipped", "--other", "--metadata", "--seed");
        var metadata = arguments.Required("--metadata");
        var items = new LabelledVectors(arguments.Required("--vectors"), metadata);
        var split = new SplitCatalogue(items);
        var table = new QualityTable(split, K);
        using var rows = SplitCatalogue.VectorsOf(items, split.RowIds);
        using var queries = SplitCatalogue.VectorsOf(items, split.QueryIds);
        Console.WriteLine($"{queries.Rows} queries, {rows.Rows} items, precision@{K}, in brackets what is gained over plain ± 1.96 standard errors of the paired differences");

        QualityTable.WriteHead("The embedding");
        var began = Stopwatch.GetTimestamp();
        var plain = FlatSearch.Search(rows, queries, Candidates);
        var plainTime = Stopwatch.GetElapsedTime(began);
        table.AddPlain(Rows(plain), "1 embedding, 1 search");
        if (arguments.Text("--other", "") is { Length: > 0 } other)
        {
            Other(table, split, new LabelledVectors(other, metadata));
            return Task.FromResult(0);
        }

        if (arguments.Text("--flipped", "") is { Length: > 0 } flipped)
            Flipped(table, split, new LabelledVectors(flipped, metadata), rows, queries);
        Whitened(table, rows, queries, plainTime);
        Voted(table, split, plain);
        Diverse(table, split, plain, rows);
        SeveralExamples(table, split, plain, rows, queries, arguments.Whole("--seed", 1));
        return Task.FromResult(0);
    }

    static void Other(QualityTable table, SplitCatalogue split, LabelledVectors items)
    {
        using var rows = SplitCatalogue.VectorsOf(items, split.RowIds);
        using var queries = SplitCatalogue.VectorsOf(items, split.QueryIds);
        table.Add("the other embedding", Rows(FlatSearch.Search(rows, queries, K)), "");
    }

    static void Flipped(QualityTable table, SplitCatalogue split, LabelledVectors items, Matrix rows, Matrix queries)
    {
        using var mirroredQueries = SplitCatalogue.VectorsOf(items, split.QueryIds);
        using var bothQueries = Means(queries, mirroredQueries);
        table.Add("mean of query and flipped query", Rows(FlatSearch.Search(rows, bothQueries, K)), "2 embeddings a query");
        if (!Array.TrueForAll(split.RowIds, items.Vectors.ContainsKey))
            return;
        using var mirroredRows = SplitCatalogue.VectorsOf(items, split.RowIds);
        using var bothRows = Means(rows, mirroredRows);
        table.Add("the same for the catalogue, too", Rows(FlatSearch.Search(bothRows, bothQueries, K)), "2 embeddings a query and an item");
    }

    static void Whitened(QualityTable table, Matrix rows, Matrix queries, TimeSpan plainTime)
    {
        QualityTable.WriteHead("Centred and whitened");
        var began = Stopwatch.GetTimestamp();
        using var space = PrincipalSpace.Learn(rows, Axes, Sampled);
        Console.Error.WriteLine($"learnt {space.Axes} axes that hold {space.Held(space.Axes):P1} of the variance in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s; 64 hold {space.Held(64):P1}, 128 {space.Held(128):P1}, 256 {space.Held(256):P1}");
        using (var centredRows = Units(space.Centred(rows)))
        using (var centredQueries = Units(space.Centred(queries)))
            table.Add("centred", Rows(FlatSearch.Search(centredRows, centredQueries, K)), "other rows");
        using (var centredQueries = space.Centred(queries))
            table.Add("centred, query only", Rows(FlatSearch.Search(rows, centredQueries, K)), "none");

        using var rowsApart = space.TakeApart(rows);
        using var queriesApart = space.TakeApart(queries);
        (int Axes, double Power, double Shrinkage)[] maps =
        [
            (64, 0.5, 0), (128, 0.5, 0), (256, 0.5, 0), (512, 0.5, 0), (128, 0.25, 0), (256, 0.25, 0), (256, 0, 0),
            (0, 0.5, 0.1), (0, 0.25, 0.1), (0, 0.25, 1e-9), (0, 0.125, 0.1),
        ];
        foreach (var (axes, power, shrinkage) in maps)
        {
            var weights = space.Weights(axes, power, shrinkage);
            using var mappedRows = space.Weighted(rowsApart, weights, normalise: true);
            using var mappedQueries = space.Weighted(queriesApart, weights, normalise: true);
            began = Stopwatch.GetTimestamp();
            var found = FlatSearch.Search(mappedRows, mappedQueries, Candidates);
            var time = Stopwatch.GetElapsedTime(began);
            table.Add(Name("whitened", axes, power, shrinkage), Rows(found), string.Create(CultureInfo.InvariantCulture, $"other rows; search {time / plainTime:F2}"));
        }

        foreach (var (axes, power, shrinkage) in maps.Where(map => map.Axes is 0 or 256 && map.Power is > 0 and < 0.5))
        {
            var weights = space.Weights(axes, power, shrinkage);
            using var mappedQueries = space.Weighted(queriesApart, [.. weights.Select(weight => weight * weight)], normalise: true);
            using var plainRows = space.Weighted(rowsApart, [.. weights.Select(weight => weight == 0 ? 0.0 : 1)], normalise: false);
            table.Add(Name("whitened, query only", axes, power, shrinkage), Rows(FlatSearch.Search(plainRows, mappedQueries, K)), "a matrix a query");
        }
    }

    static void Voted(QualityTable table, SplitCatalogue split, Neighbours[] plain)
    {
        QualityTable.WriteHead("Results vote with their attributes");
        var rowOf = RowsById(split);
        foreach (var (name, fields) in new[] { ("all", AllFields), ("not what is measured", OtherFields) })
        {
            var attributes = split.AttributesOfRows(fields);
            foreach (var (voters, temperature) in new[] { (50, Agreement.Temperature), (50, 0.02), (20, Agreement.Temperature), (50, double.PositiveInfinity) })
            {
                foreach (var weight in new[] { 0.05, 0.1, 0.2, 0.5, 1 })
                {
                    var (found, watch) = (new int[plain.Length][], new Stopwatch());
                    for (var query = 0; query < found.Length; query++)
                    {
                        AgreementCandidate[] candidates =
                        [
                            .. plain[query].Rows.Zip(plain[query].Scores).Take(voters)
                                .Select(hit => new AgreementCandidate(split.RowIds[hit.First], hit.Second, attributes[hit.First])),
                        ];
                        watch.Start();
                        var ranked = Agreement.Rank(candidates, K, weight, temperature);
                        watch.Stop();
                        found[query] = [.. ranked.Select(hit => rowOf[hit.Id])];
                    }

                    table.Add(
                        string.Create(CultureInfo.InvariantCulture, $"{name}, {voters} vote, temperature {temperature}, weight {weight}"),
                        found, Each(watch.Elapsed, found.Length));
                }
            }
        }
    }

    static void Diverse(QualityTable table, SplitCatalogue split, Neighbours[] plain, Matrix rows)
    {
        QualityTable.WriteHead("Diversity and near-duplicates");
        var rowOf = RowsById(split);
        // So small a weight changes no order: near-duplicates collapse, and that is all.
        foreach (var diversity in new[] { 1e-12, 0.1, 0.3, 0.5, 0.7 })
        {
            var (found, watch) = (new int[plain.Length][], new Stopwatch());
            for (var query = 0; query < found.Length; query++)
            {
                DiversityCandidate[] candidates =
                [
                    .. plain[query].Rows.Zip(plain[query].Scores).Take(Diversifier.CandidatesFor(K))
                        .Select(hit => new DiversityCandidate(split.RowIds[hit.First], hit.Second, rows.RowSpan(hit.First).ToArray())),
                ];
                watch.Start();
                var picked = Diversifier.Diversify(candidates, K, diversity);
                watch.Stop();
                found[query] = [.. picked.Select(hit => rowOf[hit.Id])];
            }

            var name = diversity < 0.01 ? "near-duplicates collapse" : string.Create(CultureInfo.InvariantCulture, $"diversity {diversity}");
            table.Add(name, found, Each(watch.Elapsed, found.Length));
        }
    }

    static void SeveralExamples(QualityTable table, SplitCatalogue split, Neighbours[] plain, Matrix rows, Matrix queries, int seed)
    {
        QualityTable.WriteHead("Several examples of one articleType and baseColour");
        var groups = new ExampleGroups(split, seed);
        foreach (var examples in new[] { 2, 3, 5 })
        {
            var drawn = groups.Draw(examples);
            table.Add($"one example, the queries that have {examples}", [.. plain.Select((found, query) => drawn[query] is null ? null : found.Rows)], $"{drawn.Count(group => group is not null)} queries");
            using var means = ExampleGroups.Means(queries, drawn);
            var found = FlatSearch.Search(rows, means, K);
            table.Add($"{examples} examples, mean", [.. found.Select((list, query) => drawn[query] is null ? null : list.Rows)], $"{examples} embeddings, 1 search");
            table.Add($"{examples} examples, best match", [.. drawn.Select(group => ExampleGroups.Best(plain, group))], $"{examples} embeddings, {examples} searches");
        }
    }

    static string Name(string way, int axes, double power, double shrinkage) => string.Create(
        CultureInfo.InvariantCulture, $"{way}, {(axes == 0 ? "all dimensions" : $"{axes} axes")}, power {power}{(shrinkage > 1e-6 ? $", shrinkage {shrinkage}" : "")}");

    static Dictionary<string, int> RowsById(SplitCatalogue split) =>
        Enumerable.Range(0, split.RowIds.Length).ToDictionary(row => split.RowIds[row], StringComparer.Ordinal);

    static string Each(TimeSpan time, int queries) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds / queries:F2} ms a query");

    static int[][] Rows(Neighbours[] found) => Array.ConvertAll(found, list => list.Rows);

    static Matrix Means(Matrix x, Matrix y)
    {
        var means = new Matrix(x.Rows, x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            for (var i = 0; i < x.Columns; i++)
                means.RowSpan(row)[i] = x.RowSpan(row)[i] + y.RowSpan(row)[i];
        }

        return Units(means);
    }

    static Matrix Units(Matrix matrix)
    {
        for (var row = 0; row < matrix.Rows; row++)
            PrincipalSpace.Unit(matrix.RowSpan(row));
        return matrix;
    }
}
