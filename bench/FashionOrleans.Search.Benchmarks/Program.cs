using BenchmarkDotNet.Running;
using FashionOrleans.Search.Benchmarks;

// All benchmarks: `dotnet run -c Release --project bench/FashionOrleans.Search.Benchmarks`. Some: `-- --filter '*Scan*'`.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args is [] ? ["--filter", "*"] : args, new AllocationConfig());
