using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.Search;
using FashionOrleans.Benchmarks.Serving;

// One program, one word a bench: `dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- <bench> [options]`.
switch (args)
{
    case ["search", .. var rest]:
        return await SearchBench.RunAsync(rest);
    case ["code-scan"]:
        return CodeScanBench.Run();
    case ["embedding", .. var rest]:
        return await BenchArguments.GuardAsync(EmbeddingBench.RunAsync, rest);
    case ["embedding-sessions", .. var rest]:
        return await BenchArguments.GuardAsync(SessionBench.RunAsync, rest);
    case ["embed-zip", .. var rest]:
        return await BenchArguments.GuardAsync(EmbedZip.RunAsync, rest);
    case ["serving", .. var rest]:
        return await BenchArguments.GuardAsync(ServingBench.RunAsync, rest);
    default:
        Console.Error.WriteLine("Say which bench to run: code-scan, embedding, embed-zip, search or serving, for example: dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- search");
        return 1;
}
