using FashionOrleans.TestSupport;

namespace FashionOrleans.Web.Tests;

/// <summary>A wrong setting stops the process with a sentence that names the key, the value and what is allowed.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("FashionOrleans:Query:Deadline=01:00:00", "FashionOrleans:Query:Deadline", "01:00:00", "00:05:00")]
    [InlineData("FashionOrleans:Query:Deadline=soon", "FashionOrleans:Query:Deadline", "soon", "")]
    [InlineData("FashionOrleans:Roles=storage,gardening", "FashionOrleans:Roles", "gardening", "storage, embedding, query")]
    [InlineData("FashionOrleans:MaxPictureBytes=1", "FashionOrleans:MaxPictureBytes", "1", "64000000")]
    [InlineData("FashionOrleans:Models=/no/such/folder", "FashionOrleans:Models", "/no/such/folder", "folder")]
    [InlineData("FashionOrleans:Embedding:BulkBatchSize=0", "FashionOrleans:Embedding:BulkBatchSize", "0", "1024")]
    [InlineData("FashionOrleans:Urls=nowhere", "FashionOrleans:Urls", "nowhere", "http://127.0.0.1:5080")]
    [InlineData("FashionOrleans:Embedded=false", "FashionOrleans:Gateway", "", "127.0.0.1:30000")]
    [InlineData("FashionOrleans:Gateway=somewhere", "FashionOrleans:Gateway", "somewhere", "127.0.0.1:30000")]
    [InlineData("FashionOrleans:Cluster:SiloPort=70000", "FashionOrleans:Cluster:SiloPort", "70000", "65535")]
    [InlineData("FashionOrleans:Cluster:Membership=gossip", "FashionOrleans:Cluster:Membership", "gossip", "localhost, postgres or redis")]
    [InlineData("FashionOrleans:Cluster:ProbeTimeout=00:02:00", "FashionOrleans:Cluster:ProbeTimeout", "00:02:00", "00:01:00")]
    [InlineData("FashionOrleans:Store=postgres", "FashionOrleans:Postgres", "", "Host=")]
    [InlineData("FashionOrleans:Store=paper", "FashionOrleans:Store", "paper", "sqlite or postgres")]
    [InlineData("FashionOrleans:Search:GraphM=1", "FashionOrleans:Search:GraphM", "1", "64")]
    [InlineData("FashionOrleans:MaxBatchBytes=much", "FashionOrleans:MaxBatchBytes", "much", "")]
    [InlineData("FashionOrleans:Keys:0:RequestsPerDay=many", "FashionOrleans:Keys:0:RequestsPerDay", "many", "")]
    [InlineData("FashionOrleans:Keys:0:Role=owner", "FashionOrleans:Keys:0:Role", "owner", "read, write or admin")]
    [InlineData("FashionOrleans:RequireKeys=sometimes", "FashionOrleans:RequireKeys", "sometimes", "auto, always or never")]
    [InlineData("FashionOrleans:RequireKeys=always", "FashionOrleans:RequireKeys", "always", "key --name")]
    [InlineData("FashionOrleans:Pictures:AllowedHosts=10.0.0.0/99", "FashionOrleans:Pictures:AllowedHosts", "10.0.0.0/99", "10.1.0.0/16")]
    [InlineData("FashionOrleans:AnonymousRequestsPerSecond=0", "FashionOrleans:AnonymousRequestsPerSecond", "0", "1000000")]
    public async Task A_wrong_value_stops_the_process_with_a_sentence(string setting, string key, string value, string allowed)
    {
        var folder = Directory.CreateTempSubdirectory("fashion-configuration-").FullName;
        try
        {
            var (code, sentence) = await ServerProcess.RunToEndAsync("serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--set", setting);

            Assert.Equal(1, code);
            Assert.Contains(key, sentence, StringComparison.Ordinal);
            Assert.Contains(value, sentence, StringComparison.Ordinal);
            Assert.Contains(allowed, sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", sentence, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
