using System.CommandLine;

namespace FashionOrleans.Loader.Commands;

/// <summary>A command whose help ends in examples.</summary>
interface ICommandWithExamples
{
    Command Command { get; }

    /// <summary>Text shown below the options.</summary>
    string Examples { get; }
}
