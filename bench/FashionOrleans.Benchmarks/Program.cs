using FashionOrleans.Benchmarks.Search;

// One program, one word a bench: `dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- <bench> [options]`.
switch (args)
{
    case ["search", ..]:
        return await SearchBench.RunAsync(args[1..]);
    default:
        Console.Error.WriteLine("Say which bench to run, for example: dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- embedding");
        return 1;
}
