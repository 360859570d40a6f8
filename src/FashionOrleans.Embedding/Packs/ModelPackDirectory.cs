namespace FashionOrleans.Embedding;

/// <summary>The model packs under one folder, by name; packs are read once, when the directory is opened.</summary>
public sealed class ModelPackDirectory
{
    readonly SortedDictionary<string, ModelPack> _packs = new(StringComparer.Ordinal);

    ModelPackDirectory(string folder) => Folder = folder;

    /// <summary>The folder whose subfolders are packs.</summary>
    public string Folder { get; }

    /// <summary>The names of the packs, sorted.</summary>
    public IReadOnlyCollection<string> Names => _packs.Keys;

    /// <summary>The packs, sorted by name.</summary>
    public IReadOnlyCollection<ModelPack> Packs => _packs.Values;

    /// <summary>Reads every subfolder of <paramref name="folder"/> that has a <c>model.json</c>.</summary>
    /// <exception cref="ModelPackException">The folder is missing or has no pack, a pack is not valid, or two packs have one name.</exception>
    public static ModelPackDirectory Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
            throw new ModelPackException($"There is no folder {folder}. Name the folder that holds the model packs, one subfolder a pack.");
        var directory = new ModelPackDirectory(folder);
        foreach (var subfolder in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(subfolder, ModelPack.ManifestFileName)) && !DetectorPack.IsIn(subfolder))
                directory.Add(ModelPack.Load(subfolder));
        }
        return directory._packs.Count > 0
            ? directory
            : throw new ModelPackException($"{folder} has no model pack. A pack is a subfolder with {ModelPack.ManifestFileName} and the ONNX file it names.");
    }

    /// <summary>The pack named <paramref name="name"/>.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    public ModelPack Get(string name) => _packs.TryGetValue(name, out var pack) ? pack : throw new UnknownModelException(name, Names);

    /// <summary>The pack named <paramref name="name"/>, when there is one.</summary>
    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ModelPack? pack) => _packs.TryGetValue(name, out pack);

    void Add(ModelPack pack)
    {
        if (_packs.TryGetValue(pack.Name, out var other))
        {
            throw new ModelPackException(
                $"{other.Folder} and {pack.Folder} both have the name \"{pack.Name}\". Give each pack a name of its own in {ModelPack.ManifestFileName}.");
        }
        _packs.Add(pack.Name, pack);
    }
}
