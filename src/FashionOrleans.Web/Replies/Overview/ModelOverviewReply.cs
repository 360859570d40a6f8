namespace FashionOrleans.Web.Replies;

/// <summary>A model pack, the catalogues that it answers for and the silos that have loaded it.</summary>
sealed record ModelOverviewReply(string Name, int Version, int Dimension, string Sha256, IReadOnlyList<string> Catalogs, IReadOnlyList<string> Silos);
