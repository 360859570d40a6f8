using FashionOrleans.Silo;
using FashionOrleans.Silo.Health;
using FashionOrleans.Silo.Verification;

if (args is [HealthProbe.Command, var url])
{
    return await HealthProbe.RunAsync(url, CancellationToken.None);
}

if (SiloUsage.IsAskedFor(args))
{
    Console.WriteLine(SiloUsage.Text);
    return 0;
}

var switches = new Dictionary<string, string>
{
    ["--roles"] = "FashionOrleans:Roles",
    ["--data"] = "FashionOrleans:Data",
    ["--models"] = "FashionOrleans:Models",
    ["--store"] = "FashionOrleans:Store",
    ["--postgres"] = "FashionOrleans:Postgres",
    ["--membership"] = "FashionOrleans:Cluster:Membership",
    ["--silo-port"] = "FashionOrleans:Cluster:SiloPort",
    ["--gateway-port"] = "FashionOrleans:Cluster:GatewayPort",
    ["--health-urls"] = "FashionOrleans:HealthUrls",
    ["--catalog"] = "catalog",
};

if (args is [StoreVerification.Command, .. var rest])
{
    var named = rest.Where(argument => argument != "--json").ToArray();
    var looking = Host.CreateApplicationBuilder(named);
    looking.Configuration.AddCommandLine(named, switches);
    looking.Configuration.AddSecretFiles();
    return await StoreVerification.RunAsync(
        looking.Configuration, looking.Configuration["catalog"], rest.Contains("--json"), Console.Out, Console.Error, CancellationToken.None);
}

try
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.Configuration.AddCommandLine(args, switches);
    builder.Configuration.AddSecretFiles();
    builder.Logging.AddFilter("Orleans", LogLevel.Warning);

    // Each attempt of each call to a silo that is lost, with its stack: the runtime says itself that the silo is.
    builder.Logging.AddFilter("Orleans.Messaging", LogLevel.Critical).AddFilter("Polly", LogLevel.None);

    // Whoever asks is told what fails; it need not be told to the log each time as well.
    builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    builder.Services.AddFashionOrleansTelemetry(builder.Configuration, "fashionorleans-silo");
    builder.AddHealthListener();
    builder.AddFashionOrleansSilo(embedded: false);
    using var host = builder.Build();
    await host.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
