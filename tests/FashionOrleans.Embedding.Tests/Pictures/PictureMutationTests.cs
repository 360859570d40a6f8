using CsCheck;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Pictures;

/// <summary>Damaged files of every format: each is decoded or refused with a <see cref="PictureException"/>, and nothing else ever happens.</summary>
public class PictureMutationTests
{
    // Small limits keep a mutated header from costing seconds.
    readonly PictureDecoder _decoder = new(new PictureLimits { MaxPixels = 1_000_000 });
    readonly Dictionary<PictureFormat, byte[]> _valid = Drawn.Encoders.ToDictionary(encoder => encoder.Key, encoder =>
    {
        using var drawn = Drawn.Waves(70, 50);
        return encoder.Value(drawn);
    });

    [Theory]
    [MemberData(nameof(Drawn.Formats), MemberType = typeof(Drawn))]
    public void Every_truncation_is_decoded_or_refused(PictureFormat format)
    {
        var valid = _valid[format];
        Gen.Int[0, valid.Length - 1].Sample(length => AnswersOrRefuses(valid.AsSpan(0, length).ToArray()), iter: 300, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Drawn.Formats), MemberType = typeof(Drawn))]
    public void Every_mutation_is_decoded_or_refused(PictureFormat format)
    {
        var valid = _valid[format];
        var place = Gen.Frequency((1, Gen.Int[0, Math.Min(200, valid.Length - 1)]), (1, Gen.Int[0, valid.Length - 1]));
        Gen.Select(place, Gen.Byte).Array[1, 8].Sample(
            mutations =>
            {
                var mutated = valid.ToArray();
                foreach (var (at, value) in mutations)
                    mutated[at] = value;
                AnswersOrRefuses(mutated);
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public void Every_splice_of_two_formats_is_decoded_or_refused() =>
        Gen.Select(Gen.Enum<PictureFormat>(), Gen.Enum<PictureFormat>(), Gen.Double[0, 1], Gen.Double[0, 1]).Sample(
            (first, second, cut, from) =>
                AnswersOrRefuses([.. _valid[first].AsSpan(0, (int)(cut * _valid[first].Length)), .. _valid[second].AsSpan((int)(from * _valid[second].Length))]),
            iter: 500,
            threads: 1);

    void AnswersOrRefuses(byte[] picture)
    {
        try
        {
            Assert.Equal(60 * 80 * 3, _decoder.Decode(picture, Drawn.Input(60, 80)).Length);
        }
        catch (PictureException exception)
        {
            Assert.EndsWith(".", exception.Message);
        }
    }
}
