using System.Net;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.Ingest.Fetching;
using k8s.Models;

namespace FashionOrleans.Deploy.Tests;

/// <summary>Where pods may go, as the policies of Kubernetes say: the second fence behind the guard against private addresses.</summary>
public sealed class EgressTests
{
    const string Fetching = "to-public-addresses";

    static V1NetworkPolicy Policy => Assert.Single(Manifests.Resources.OfType<V1NetworkPolicy>(), policy => policy.Name() == Fetching);

    [Fact]
    public void The_policy_excepts_the_networks_that_the_guard_in_the_code_refuses()
    {
        var blocks = Assert.Single(Policy.Spec.Egress).To.Select(peer => peer.IpBlock).ToArray();

        Assert.Equal(["0.0.0.0/0", PublicAddresses.GlobalV6.ToString()], blocks.Select(block => block.Cidr));
        Assert.Equal(PublicAddresses.SpecialV4.Select(network => network.ToString()), blocks[0].Except);
        Assert.Equal(PublicAddresses.SpecialV6.Select(network => network.ToString()), blocks[1].Except);
    }

    [Theory]
    [InlineData("silo-storage", "93.184.215.14", 443, true)]
    [InlineData("web", "93.184.215.14", 80, true)]
    [InlineData("web", "2606:4700:4700::1111", 443, true)]
    [InlineData("web", "93.184.215.14", 22, false)]
    [InlineData("silo-storage", "169.254.169.254", 80, false)]
    [InlineData("silo-storage", "10.0.0.1", 443, false)]
    [InlineData("web", "172.20.0.1", 443, false)]
    [InlineData("web", "192.168.1.1", 80, false)]
    [InlineData("web", "100.100.100.200", 80, false)]
    [InlineData("web", "fd00:ec2::254", 80, false)]
    [InlineData("web", "fe80::1", 80, false)]
    [InlineData("web", "64:ff9b::a9fe:a9fe", 80, false)]
    [InlineData("silo-embedding", "93.184.215.14", 443, false)]
    [InlineData("postgres", "93.184.215.14", 443, false)]
    [InlineData("silo-storage", "10.0.0.1", 5432, true)]
    [InlineData("web", "10.0.0.1", 5432, true)]
    public void A_pod_reaches_an_address_or_does_not(string pod, string address, int port, bool reaches) =>
        Assert.Equal(reaches, Reaches(Manifests.Resources.OfType<V1NetworkPolicy>(), pod, IPAddress.Parse(address), port));

    [Theory]
    [InlineData("silo-storage")]
    [InlineData("silo-embedding")]
    [InlineData("web")]
    public void Without_the_component_no_pod_reaches_the_internet(string pod) => Assert.False(Reaches(
        Manifests.Resources.OfType<V1NetworkPolicy>().Where(policy => policy.Name() != Fetching), pod, IPAddress.Parse("93.184.215.14"), 443));

    [Theory]
    [InlineData("silo-storage")]
    [InlineData("silo-embedding")]
    [InlineData("web")]
    public void Pods_resolve_names_and_reach_silos(string pod)
    {
        var rules = Selecting(Manifests.Resources.OfType<V1NetworkPolicy>(), pod).SelectMany(policy => policy.Spec.Egress ?? []).ToArray();
        var silo = Manifests.Pods(Manifests.Resources)["silo-storage"].Template.Metadata.Labels;

        Assert.Contains(rules, rule => rule.Ports.Any(port => port.Port.ToString() == "53" && port.Protocol == "UDP")
            && rule.To.Any(peer => peer.NamespaceSelector?.MatchLabels["kubernetes.io/metadata.name"] == "kube-system"));
        Assert.Contains(rules, rule => rule.Ports.Any(port => port.Port.ToString() == "gateway") && rule.To?.Any(peer => peer.PodSelector is { } pods && Manifests.Selects(pods, silo)) == true);
    }

    static bool Reaches(IEnumerable<V1NetworkPolicy> policies, string pod, IPAddress address, int port)
    {
        var own = Selecting(policies, pod).ToArray();

        // Who is selected by no policy is let out everywhere.
        Assert.NotEmpty(own);
        return own.SelectMany(policy => policy.Spec.Egress ?? []).Any(rule =>
            rule.Ports.Any(opened => opened.Port.ToString() == $"{port}") && (rule.To is null || rule.To.Any(peer => peer.IpBlock is { } block && IsIn(block, address))));
    }

    static IEnumerable<V1NetworkPolicy> Selecting(IEnumerable<V1NetworkPolicy> policies, string pod)
    {
        var labels = Manifests.Pods(Manifests.Resources)[pod].Template.Metadata.Labels;
        return policies.Where(policy => policy.Spec.PolicyTypes.Contains("Egress") && Manifests.Selects(policy.Spec.PodSelector, labels));
    }

    static bool IsIn(V1IPBlock block, IPAddress address) =>
        IPNetwork.Parse(block.Cidr).Contains(address) && !block.Except.Any(network => IPNetwork.Parse(network).Contains(address));
}
