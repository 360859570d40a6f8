using System.CommandLine;

namespace FashionOrleans.Loader.Commands;

/// <summary>A command about one catalogue of a server.</summary>
abstract class CatalogCommand : ServerCommand
{
    readonly Option<string> _catalog = SharedOptions.Catalog();

    /// <summary>The command with the options <c>--server</c>, <c>--key</c> and <c>--catalog</c>; its own come after them.</summary>
    protected CatalogCommand(LoaderEnvironment environment, string name, string description)
        : base(environment, name, description) => Add(_catalog);

    protected string CatalogOf(ParseResult parsed) => parsed.GetRequiredValue(_catalog);
}
