using FashionOrleans.Loader;

using var interruption = new Interruption(Console.Error);
return await LoaderApplication.RunAsync(args, LoaderEnvironment.Process, interruption.Token);
