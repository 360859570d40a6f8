using System.Globalization;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary>How jobs are printed.</summary>
static class JobText
{
    public static void Write(TextWriter output, Job job, bool asJson)
    {
        if (asJson)
        {
            JsonText.Write(output, job);
            return;
        }

        output.WriteLine($"Job {job.Id} of {job.Catalog}: {job.State}");
        var of = job.Rows.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $" of {total:N0}") : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  rows {job.Rows.Read:N0}{of}: {job.Rows.Stored:N0} stored, {job.Rows.Unchanged:N0} unchanged, {job.Rows.Refused:N0} refused"));
        if (job.RowsPerSecond > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {job.RowsPerSecond:N1} rows/s{(job.RemainingSeconds is { } rest ? $", about {rest:N0} s left" : "")}"));
        if (job.Detail is { } detail) output.WriteLine(job.Code is { } code ? $"  {detail} ({code})" : $"  {detail}");
    }

    public static void WriteTable(TextWriter output, IReadOnlyList<Job> jobs)
    {
        if (jobs.Count == 0)
        {
            output.WriteLine("There are no jobs. Begin one with 'jobs start'.");
            return;
        }

        foreach (var job in jobs)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{job.Id}  {job.CreatedAt:yyyy-MM-dd HH:mm}  {job.State,-9}  {job.Rows.Read,9:N0} rows  {job.Rows.Refused,7:N0} refused  {job.Catalog}"));
        }
    }

    /// <summary>A job that has failed counts as a wrong input, one that has refused rows as such.</summary>
    public static int ExitCodeOf(Job job) => job.State switch
    {
        JobStates.Failed => ExitCode.Usage,
        _ when job.Rows.Refused > 0 => ExitCode.SomeRefused,
        _ => ExitCode.Done,
    };
}
