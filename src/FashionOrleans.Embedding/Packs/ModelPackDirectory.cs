namespace FashionOrleans.Embedding;

/// <summary>
/// The model packs under one folder, by name. A pack is read once, when the directory is opened or, where it was added later, when it is first asked for.
/// </summary>
/// <remarks>One damaged pack does not keep the others from being used; whoever asks for it is told what is wrong.</remarks>
public sealed class ModelPackDirectory
{
    readonly Lock _reading = new();
    readonly SortedDictionary<string, ModelPack> _packs = new(StringComparer.Ordinal);

    ModelPackDirectory(string folder) => Folder = folder;

    /// <summary>The folder whose subfolders are packs.</summary>
    public string Folder { get; }

    /// <summary>The names of the packs, sorted.</summary>
    public IReadOnlyCollection<string> Names => [.. Packs.Select(pack => pack.Name)];

    /// <summary>The packs, sorted by name.</summary>
    public IReadOnlyCollection<ModelPack> Packs
    {
        get
        {
            lock (_reading)
            {
                return [.. _packs.Values];
            }
        }
    }

    /// <summary>What was wrong with subfolders that were no valid packs when the directory was opened.</summary>
    public IReadOnlyCollection<ModelPackException> Damaged { get; private set; } = [];

    /// <summary>Reads every subfolder of <paramref name="folder"/> that has a <c>model.json</c>.</summary>
    /// <exception cref="ModelPackException">The folder is missing or has no pack that is valid, or two packs have one name.</exception>
    public static ModelPackDirectory Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
            throw new ModelPackException($"There is no folder {folder}. Name the folder that holds the model packs, one subfolder a pack.");
        var directory = new ModelPackDirectory(folder);
        var damaged = directory.ReadNew();
        directory.Damaged = damaged.Values;
        if (directory._packs.Count > 0)
            return directory;
        throw damaged.Count > 0
            ? damaged.Values.First()
            : new ModelPackException($"{folder} has no model pack. A pack is a subfolder with {ModelPack.ManifestFileName} and the ONNX file it names.");
    }

    /// <summary>The pack named <paramref name="name"/>.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    /// <exception cref="ModelPackException">The subfolder of that name is no valid pack.</exception>
    public ModelPack Get(string name)
    {
        lock (_reading)
        {
            if (_packs.TryGetValue(name, out var pack))
                return pack;
            var damaged = ReadNew();
            if (_packs.TryGetValue(name, out pack))
                return pack;
            throw damaged.TryGetValue(name, out var problem) ? problem : new UnknownModelException(name, Names);
        }
    }

    /// <returns>What is wrong with those that are no valid packs, by the names of their subfolders.</returns>
    SortedDictionary<string, ModelPackException> ReadNew()
    {
        var damaged = new SortedDictionary<string, ModelPackException>(StringComparer.Ordinal);
        var known = _packs.Values.Select(pack => pack.Folder).ToHashSet(StringComparer.Ordinal);
        foreach (var subfolder in Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Where(subfolder => !known.Contains(subfolder)))
        {
            if (!File.Exists(Path.Combine(subfolder, ModelPack.ManifestFileName)) || DetectorPack.IsIn(subfolder))
                continue;
            ModelPack pack;
            try
            {
                pack = ModelPack.Load(subfolder);
            }
            catch (ModelPackException problem)
            {
                damaged.Add(Path.GetFileName(subfolder), problem);
                continue;
            }
            if (!_packs.TryAdd(pack.Name, pack))
            {
                throw new ModelPackException(
                    $"{_packs[pack.Name].Folder} and {pack.Folder} both have the name \"{pack.Name}\". Give each pack a name of its own in {ModelPack.ManifestFileName}.");
            }
        }
        return damaged;
    }
}
