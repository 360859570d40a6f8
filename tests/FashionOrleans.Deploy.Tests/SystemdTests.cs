using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Hosting;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The unit files.</summary>
public sealed class SystemdTests
{
    public static TheoryData<string> Units =>
        [.. Directory.EnumerateFiles(Repository.PathOf("deploy", "systemd")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_unit_is_one_that_systemd_accepts(string unit)
    {
        Assert.SkipUnless(Programs.Has("systemd-analyze"), "systemd-analyze is not installed here.");
        var folder = Directory.CreateTempSubdirectory("fashion-units-");
        try
        {
            var instance = Path.Combine(folder.FullName, unit.Replace("@.", "@0.", StringComparison.Ordinal));
            File.Copy(Repository.PathOf("deploy", "systemd", unit), instance);
            using var process = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", instance])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var complaints = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await output;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            // Complaints about other units of this machine, or that the program is not installed on it, are not about the file.
            Assert.DoesNotContain(complaints.Split('\n'), line => line.Contains("fashionorleans", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_unit_sets_what_the_program_has_and_waits_until_shards_are_elsewhere(string unit)
    {
        var lines = File.ReadAllLines(Repository.PathOf("deploy", "systemd", unit));
        var environment = lines
            .Where(line => line.StartsWith("Environment=", StringComparison.Ordinal))
            .Select(line => line.Split('=', 3))
            .ToDictionary(parts => parts[1], parts => parts[2]);
        var patience = lines.Single(line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1];
        environment["FashionOrleans__Postgres"] = "Host=postgres";

        Assert.True(Settings.Problems(environment) is [], string.Join("; ", Settings.Problems(environment)));
        Assert.True(
            TimeSpan.FromSeconds(int.Parse(patience, CultureInfo.InvariantCulture)) > new ShardOptions().DrainLimit + new HostOptions().ShutdownTimeout);
    }
}
