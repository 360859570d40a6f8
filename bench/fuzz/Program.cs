using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Fuzz;

// `FashionOrleans.Fuzz run` starts a child a target and judges how it ends; `FashionOrleans.Fuzz child` is that child. docs/fuzzing.md has the options.
switch (args)
{
    case ["run", .. var rest]:
        return await BenchArguments.GuardAsync(FuzzRun.RunAsync, rest);
    case ["child", .. var rest]:
        return await BenchArguments.GuardAsync(FuzzChild.RunAsync, rest);
    case ["replay", var target, var file]:
        FuzzTargets.Find(target).Run(await File.ReadAllBytesAsync(file));
        Console.WriteLine("It ended in a value or a documented refusal.");
        return 0;
    default:
        Console.Error.WriteLine($"Say what to do: run [--target {string.Join('|', FuzzTargets.Names)}] [--count N] [--seed S] [--findings DIR], or replay TARGET FILE.");
        return 1;
}
