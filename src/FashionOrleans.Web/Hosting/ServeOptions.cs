using System.CommandLine;

namespace FashionOrleans.Web.Hosting;

/// <summary>The options that both commands share, each a shorthand for a configuration key.</summary>
sealed class ServeOptions
{
    readonly Option<string?> _data = new("--data") { Description = "The folder of the database (FashionOrleans:Data). Default: ./.data" };
    readonly Option<string?> _models = new("--models") { Description = "The folder of the model packs (FashionOrleans:Models)." };
    readonly Option<string?> _urls = new("--urls")
    {
        Description = "Where to listen (FashionOrleans:Urls). Default: http://127.0.0.1:5080; port 0 takes any free one.",
    };

    readonly Option<string[]> _set = new("--set")
    {
        Description = "Any configuration key, for example --set FashionOrleans:Query:Deadline=00:00:02. May be repeated.",
    };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_models);
        command.Add(_urls);
        command.Add(_set);
    }

    /// <summary>The configuration that the command line asks for; it wins over files and the environment.</summary>
    public IReadOnlyDictionary<string, string?> ToConfiguration(ParseResult parse, bool embedded)
    {
        var configuration = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Put("FashionOrleans:Data", parse.GetValue(_data));
        Put("FashionOrleans:Models", parse.GetValue(_models));
        Put("FashionOrleans:Urls", parse.GetValue(_urls));
        Put("FashionOrleans:Embedded", embedded ? "true" : null);
        foreach (var setting in parse.GetValue(_set) ?? [])
        {
            var (key, value) = setting.Split('=', 2) is [var left, var right] ? (left, right) : (setting, "");
            configuration[key] = value;
        }

        return configuration;

        void Put(string key, string? value)
        {
            if (value is not null)
            {
                configuration[key] = value;
            }
        }
    }
}
