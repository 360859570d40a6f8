using FashionOrleans.Silo;

try
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.Configuration.AddCommandLine(args, new Dictionary<string, string>
    {
        ["--roles"] = "FashionOrleans:Roles",
        ["--data"] = "FashionOrleans:Data",
        ["--models"] = "FashionOrleans:Models",
        ["--store"] = "FashionOrleans:Store",
        ["--postgres"] = "FashionOrleans:Postgres",
        ["--membership"] = "FashionOrleans:Cluster:Membership",
        ["--silo-port"] = "FashionOrleans:Cluster:SiloPort",
        ["--gateway-port"] = "FashionOrleans:Cluster:GatewayPort",
    });
    builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
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
