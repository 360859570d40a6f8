using System.Diagnostics;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>A program of the system that runs to its end.</summary>
static class NativeProcess
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Runs it; whether it ended well. What it printed is dropped.</summary>
    public static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync().WaitAsync(Limit);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
