using System.Diagnostics.CodeAnalysis;

namespace FashionOrleans.Search;

/// <summary>How the elements of full vectors are stored.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The members are the names of the types of an element.")]
public enum VectorFormat
{
    /// <summary>As they came: 4 bytes an element.</summary>
    Float32 = 0,

    /// <summary>
    /// Rounded to the nearest IEEE 754 binary16, ties to even: 2 bytes an element of at most 65,504 in magnitude. Scores are those
    /// of the rounded vectors, exactly. Rounding moves an element by at most 2⁻¹¹ of itself, or by 2⁻²⁵ where that is more.
    /// </summary>
    Float16 = 1,
}
