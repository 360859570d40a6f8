using FashionOrleans.Benchmarks.Cluster;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.FanOut;
using FashionOrleans.Benchmarks.Graph;
using FashionOrleans.Benchmarks.Memory;
using FashionOrleans.Benchmarks.Peers;
using FashionOrleans.Benchmarks.Photos;
using FashionOrleans.Benchmarks.Quality;
using FashionOrleans.Benchmarks.Scale;
using FashionOrleans.Benchmarks.Search;
using FashionOrleans.Benchmarks.Serving;
using FashionOrleans.Benchmarks.Shoppers;

// One program, one word a bench: `dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- <bench> [options]`.
switch (args)
{
    case ["search", .. var rest]:
        return await SearchBench.RunAsync(rest);
    case ["graph", .. var rest]:
        return await GraphBench.RunAsync(rest);
    case ["cluster", .. var rest]:
        return await BenchArguments.GuardAsync(ClusterBench.RunAsync, rest);
    case ["code-scan"]:
        return CodeScanBench.Run();
    case ["embedding", .. var rest]:
        return await BenchArguments.GuardAsync(EmbeddingBench.RunAsync, rest);
    case ["embedding-sessions", .. var rest]:
        return await BenchArguments.GuardAsync(SessionBench.RunAsync, rest);
    case ["embedding-batches", .. var rest]:
        return await BenchArguments.GuardAsync(BatchSizeBench.RunAsync, rest);
    case ["embedding-agreement", .. var rest]:
        return await BenchArguments.GuardAsync(AgreementBench.RunAsync, rest);
    case ["embed-zip", .. var rest]:
        return await BenchArguments.GuardAsync(EmbedZip.RunAsync, rest);
    case ["serving", .. var rest]:
        return await BenchArguments.GuardAsync(ServingBench.RunAsync, rest);
    case ["memory", .. var rest]:
        return await BenchArguments.GuardAsync(MemoryBench.RunAsync, rest);
    case ["draw", .. var rest]:
        return await BenchArguments.GuardAsync(DrawBench.RunAsync, rest);
    case ["fan-out-tails", .. var rest]:
        return await BenchArguments.GuardAsync(FanOutTailsBench.RunAsync, rest);
    case ["scale-parts", .. var rest]:
        return await BenchArguments.GuardAsync(ScalePartsBench.RunAsync, rest);
    case ["plan", .. var rest]:
        return await BenchArguments.GuardAsync(PlanBench.RunAsync, rest);
    case ["shoppers", .. var rest]:
        return await BenchArguments.GuardAsync(ShopperBench.RunAsync, rest);
    case ["words", .. var rest]:
        return await BenchArguments.GuardAsync(WordsBench.RunAsync, rest);
    case ["photos", .. var rest]:
        return await BenchArguments.GuardAsync(PhotosBench.RunAsync, rest);
    case ["quality", .. var rest]:
        return await BenchArguments.GuardAsync(QualityBench.RunAsync, rest);
    case ["peers", .. var rest]:
        return await BenchArguments.GuardAsync(PeersBench.RunAsync, rest);
    default:
        Console.Error.WriteLine("Say which bench to run: cluster, code-scan, draw, embed-zip, embedding, embedding-agreement, embedding-batches, embedding-sessions, fan-out-tails, graph, memory, peers, photos, plan, quality, scale-parts, search, serving, shoppers or words, for example: dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- search");
        return 1;
}
