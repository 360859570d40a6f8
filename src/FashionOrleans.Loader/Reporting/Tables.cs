using Spectre.Console;

namespace FashionOrleans.Loader.Reporting;

/// <summary>Tables for terminals and pipes.</summary>
static class Tables
{
    // Into a pipe or a file nothing is wrapped or cut.
    const int UnlimitedWidth = 2_000;

    public static Table New(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        return table.AddColumns(columns);
    }

    public static void Write(TextWriter output, Table table)
    {
        var target = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target });
        if (!target.IsTerminal) console.Profile.Width = UnlimitedWidth;
        console.Write(table);
    }
}
