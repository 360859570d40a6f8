using System.CommandLine;
using FashionOrleans.Web.Hosting;

// The host itself hears of SIGTERM and takes the time that it needs: open requests, shards that move away, spans that were not sent yet. The parser
// would end the process after two seconds.
return await CommandLine.Build().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
