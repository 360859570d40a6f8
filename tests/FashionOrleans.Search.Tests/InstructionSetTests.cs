using System.Diagnostics;

namespace FashionOrleans.Search.Tests;

/// <summary>Runs this test project again with instruction sets switched off.</summary>
public sealed class InstructionSetTests
{
    public const string Marker = "FASHIONORLEANS_INSTRUCTION_SET_TEST";

    [Theory]
    [InlineData("DOTNET_EnableAVX512=0")]
    [InlineData("DOTNET_EnableAVX512=0 DOTNET_EnableAVXVNNI=0")]
    [InlineData("DOTNET_EnableAVXVNNI=0")]
    [InlineData("DOTNET_EnableAVX2=0")]
    [InlineData("DOTNET_EnableHWIntrinsic=0")]
    public async Task The_kernels_and_the_search_agree_without(string switches)
    {
        if (Environment.GetEnvironmentVariable(Marker) is not null)
            Assert.Skip("This is the run with instruction sets switched off already.");
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [Marker] = switches },
        };
        // Under `dotnet test` the process is the test program itself; under `dotnet X.dll` it is dotnet.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        foreach (var setting in switches.Split(' '))
            start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(KernelTests).FullName}.*");
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(CertifiedScanTests).FullName}.{nameof(CertifiedScanTests.The_answer_equals_brute_force)}");
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(GraphTests).FullName}.{nameof(GraphTests.The_walk_finds_nearly_all_of_the_best)}");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
        Assert.True(process.ExitCode == 0, $"{switches}: {await output}{await errors}");
    }
}
