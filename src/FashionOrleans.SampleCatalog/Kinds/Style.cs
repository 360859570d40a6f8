using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>What was chosen for one product before it is drawn.</summary>
/// <param name="Gender">Men, Women, Boys, Girls or Unisex.</param>
/// <param name="Usage">Casual, Formal, Sports, Party, Ethnic or Travel.</param>
/// <param name="Fabric">Its main cloth or leather.</param>
/// <param name="Random">Source of the cut's variations.</param>
sealed record Style(string Gender, string Usage, Fabric Fabric, SeededRandom Random)
{
    public bool ForWomen => Gender is "Women" or "Girls";

    public bool ForChildren => Gender is "Boys" or "Girls";
}
