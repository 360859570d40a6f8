using FashionOrleans.Web.Hosting;

return await CommandLine.Build().Parse(args).InvokeAsync();
