using System.CommandLine;
using FashionOrleans.Web.Hosting;

namespace FashionOrleans.Web.Security;

/// <summary>The command <c>key</c>: makes a key, prints it once, and the lines of the configuration that let the server know it again.</summary>
static class KeyCommand
{
    const string Place = $"{WebSettings.Section}__{nameof(WebSettings.Keys)}__";

    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Who shall have it: 1 to 64 characters of A-Z a-z 0-9 . _ -", Required = true };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !KeyRules.IsName(token.Value))
            {
                result.AddError($"--name is '{token.Value}', but must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
            }
        });
        var role = new Option<string>("--role") { Description = "read, write (includes read) or admin (includes both).", Required = true };
        role.AcceptOnlyFromAmong("read", "write", "admin");
        var number = new Option<int>("--number") { Description = "Which key of the configuration it is; keys are counted from 0.", DefaultValueFactory = _ => 0 };
        var command = new Command("key", "Makes a key for the API. It is printed once and kept nowhere.") { name, role, number };
        command.SetAction(parse => Print(parse.InvocationConfiguration.Output, parse.GetValue(name)!, parse.GetValue(role)!, parse.GetValue(number)));
        return command;
    }

    static void Print(TextWriter output, string name, string role, int number)
    {
        var key = KeyText.Create();
        output.WriteLine(
            $"""
            The key, for whoever shall have it; it cannot be shown again:
            {key}

            For the server, as variables of the environment or as files of FashionOrleans:Secrets:
            {Place}{number}__Name={name}
            {Place}{number}__Role={role}
            {Place}{number}__Sha256={KeyText.HashOf(key)}
            """);
    }
}
