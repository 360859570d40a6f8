namespace FashionOrleans.Silo;

/// <summary>What <c>--help</c> prints.</summary>
static class SiloUsage
{
    public static bool IsAskedFor(string[] args) => args is ["--help" or "-h" or "-?"];

    public const string Text =
        """
        FashionOrleans.Silo runs one silo of a cluster until it is told to stop (SIGTERM, Ctrl-C): it then gives its shards away first.

          --roles storage,embedding,query   what the silo does; default: all three
          --postgres CONNECTION             the items, and the membership of the cluster; without it the items are in SQLite under --data
          --membership postgres|redis       where the silos of the cluster meet
          --silo-port N, --gateway-port N   where other silos and the webs connect
          --health-urls URL|none            /health/live, /health/ready and /metrics; default: http://127.0.0.1:5081
          --models DIR                      model packs; default: models
          --data DIR                        default: .data

          verify [--postgres CONNECTION | --data DIR] [--catalog NAME] [--json]
                                            looks at every row of the store, also while silos run on it, and names what is damaged;
                                            ends with 0 when all is well, 1 when something is damaged, 2 when it cannot be looked at
          probe URL                         asks a silo's health and ends with 0 or 1, for containers without curl

        Any setting of docs/configuration.md can be given as --FashionOrleans:Section:Key VALUE, in the environment (FashionOrleans__Section__Key)
        or in appsettings.json. An example of three silos: deploy/local/cluster.sh.
        """;
}
