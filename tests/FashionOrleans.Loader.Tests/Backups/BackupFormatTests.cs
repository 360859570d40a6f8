using FashionOrleans.Backup;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>Which names a backup may write into a folder, whoever sent it.</summary>
public sealed class BackupFormatTests
{
    [Theory]
    [InlineData("manifest.json")]
    [InlineData("part-00000.items.jsonl")]
    [InlineData("part-123456.vectors.f32")]
    [InlineData("part-00001.pictures.zip")]
    [InlineData("shoppers-00000.jsonl")]
    public void A_file_of_the_format_is_one(string name) => Assert.True(BackupFormat.IsFile(name));

    [Theory]
    [InlineData("")]
    [InlineData("notes.txt")]
    [InlineData("Manifest.json")]
    [InlineData("part-.items.jsonl")]
    [InlineData("part-00000")]
    [InlineData("part-00000.jsonl")]
    [InlineData("part-0000a.items.jsonl")]
    [InlineData("part-12345678901.items.jsonl")]
    [InlineData("shoppers-.jsonl")]
    [InlineData("shoppers-00000.items.jsonl")]
    [InlineData("part-00000.items.jsonl/x")]
    [InlineData("../part-00000.items.jsonl")]
    [InlineData("/manifest.json")]
    [InlineData("part-../../x.items.jsonl")]
    public void Any_other_name_is_none(string name) => Assert.False(BackupFormat.IsFile(name));
}
