using Microsoft.Extensions.Options;

namespace FashionOrleans.Client;

/// <summary>Refuses wrong options when a host starts, rather than at its first request.</summary>
sealed class FashionOrleansClientOptionsValidation : IValidateOptions<FashionOrleansClientOptions>
{
    public ValidateOptionsResult Validate(string? name, FashionOrleansClientOptions options)
    {
        List<string> problems = [.. options.Problems()];
        if (options.Server is null) problems.Add($"{nameof(options.Server)} is missing. Give the server's address, such as http://127.0.0.1:5080.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
