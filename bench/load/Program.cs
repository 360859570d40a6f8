using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Load;

// `dotnet run -c Release --project bench/load -- <verb> [options]`; bench/README.md has the options.
switch (args)
{
    case ["fill", .. var rest]:
        return await BenchArguments.GuardAsync(CatalogFill.RunAsync, rest);
    case ["saturation", .. var rest]:
        return await BenchArguments.GuardAsync(SaturationBench.RunAsync, rest);
    case ["soak", .. var rest]:
        return await BenchArguments.GuardAsync(SoakBench.RunAsync, rest);
    case ["tracing", .. var rest]:
        return await BenchArguments.GuardAsync(TracingBench.RunAsync, rest);
    case ["backup", .. var rest]:
        return await BenchArguments.GuardAsync(BackupBench.RunAsync, rest);
    default:
        Console.Error.WriteLine("Say what to do: fill, saturation, soak, tracing or backup, for example: dotnet run -c Release --project bench/load -- saturation --data DIR --catalog demo");
        return 1;
}
