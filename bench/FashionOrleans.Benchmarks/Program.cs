using FashionOrleans.Benchmarks.Embedding;

// One program, one word a bench: `dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- <bench> [options]`.
switch (args)
{
    case ["embed-zip", .. var rest]:
        return await EmbedZip.RunAsync(rest);
    default:
        Console.Error.WriteLine("Say which bench to run, for example: dotnet run -c Release --project bench/FashionOrleans.Benchmarks -- embedding");
        return 1;
}
