using FashionOrleans.Silo;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddCommandLine(args, new Dictionary<string, string>
{
    ["--roles"] = "FashionOrleans:Roles",
    ["--data"] = "FashionOrleans:Data",
    ["--models"] = "FashionOrleans:Models",
    ["--silo-port"] = "FashionOrleans:Cluster:SiloPort",
    ["--gateway-port"] = "FashionOrleans:Cluster:GatewayPort",
});
builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
builder.AddFashionOrleansSilo(embedded: false);

var app = builder.Build();
await app.RunAsync();
return 0;
