using FashionOrleans.Loader;

using var interruption = new Interruption();
return await LoaderApplication.RunAsync(args, LoaderEnvironment.Process, interruption.Token);
