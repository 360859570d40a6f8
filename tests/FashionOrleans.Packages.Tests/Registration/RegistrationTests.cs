using FashionOrleans.Client;
using FashionOrleans.Packages.Tests.Support;
using FashionOrleans.VectorData;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.Packages.Tests.Registration;

public sealed class RegistrationTests(WebServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_of_the_configured_server_is_injected()
    {
        var services = new ServiceCollection();
        services.AddFashionOrleansClient(Section(("Server", server.Address.AbsoluteUri), ("Deadline", "00:00:42"), ("MaxAttempts", "2")));
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<FashionOrleansClient>();
        var options = provider.GetRequiredService<IOptions<FashionOrleansClientOptions>>().Value;

        Assert.NotEmpty(await client.ListModelsAsync(Stop));
        Assert.Equal((TimeSpan.FromSeconds(42), 2, TimeSpan.FromSeconds(100)), (options.Deadline, options.MaxAttempts, options.AttemptTimeout));
        Assert.Same(client, provider.GetRequiredService<FashionOrleansClient>());
    }

    [Fact]
    public async Task Handlers_that_a_host_adds_see_every_request()
    {
        var recording = new RecordingHandler((System.Net.HttpStatusCode.OK, """{"catalogs":[]}"""));
        var services = new ServiceCollection();
        services.AddFashionOrleansClient(new Uri("http://shop.example/below")).ConfigurePrimaryHttpMessageHandler(() => recording);
        await using var provider = services.BuildServiceProvider();

        Assert.Empty(await provider.GetRequiredService<FashionOrleansClient>().ListCatalogsAsync(Stop));

        Assert.Equal(["GET /below/api/v1/catalogs"], recording.Requests.Select(request => request.Line));
    }

    [Theory]
    [InlineData("Server is missing.", "MaxAttempts", "2")]
    [InlineData("Server is 'here', which is not an address.", "Server", "here")]
    [InlineData("Server is 'ftp://shop.example/', which is not an address.", "Server", "ftp://shop.example/")]
    [InlineData("MaxAttempts is 0; it must be 1 or more.", "Server", "http://shop.example", "MaxAttempts", "0")]
    [InlineData("Deadline is 00:00:00; it must be more than nothing", "Server", "http://shop.example", "Deadline", "00:00:00")]
    [InlineData("MaxDelay is -00:00:01; it must be from 00:00:00", "Server", "http://shop.example", "MaxDelay", "-00:00:01")]
    public async Task Wrong_options_stop_a_host_at_its_start_with_a_sentence(string sentence, params string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddFashionOrleansClient(Section([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]));
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Stop));

        Assert.Contains(sentence, failure.Message);
    }

    [Fact]
    public async Task The_vector_store_and_the_generator_stand_on_the_registered_client()
    {
        var services = new ServiceCollection();
        services.AddFashionOrleansClient(server.Address);
        services.AddFashionOrleansVectorStore().AddFashionOrleansEmbeddingGenerator();
        await using var provider = services.BuildServiceProvider();

        var store = provider.GetRequiredService<VectorStore>();
        var generator = provider.GetRequiredService<IEmbeddingGenerator<DataContent, Embedding<float>>>();

        Assert.IsType<FashionOrleansVectorStore>(store);
        Assert.Same(provider.GetRequiredService<FashionOrleansClient>(), store.GetService(typeof(FashionOrleansClient)));
        Assert.Equal(server.Address, generator.GetRequiredService<EmbeddingGeneratorMetadata>().ProviderUri);
    }

    static IConfiguration Section(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"FashionOrleans:{setting.Key}", (string?)setting.Value)))
        .Build()
        .GetSection("FashionOrleans");
}
