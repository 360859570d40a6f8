using FashionOrleans.Benchmarks.Embedding;

// One program, one word a bench: `dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- <bench> [options]`.
switch (args)
{
    case ["embedding", .. var rest]:
        return await BenchArguments.GuardAsync(EmbeddingBench.RunAsync, rest);
    case ["embedding-sessions", .. var rest]:
        return await BenchArguments.GuardAsync(SessionBench.RunAsync, rest);
    case ["embed-zip", .. var rest]:
        return await BenchArguments.GuardAsync(EmbedZip.RunAsync, rest);
    default:
        Console.Error.WriteLine("Say which bench to run, for example: dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- embedding");
        return 1;
}
