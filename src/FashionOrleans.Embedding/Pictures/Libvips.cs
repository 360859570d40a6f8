using NetVips;

namespace FashionOrleans.Embedding;

/// <summary>The process-wide settings of libvips, made once before its first use.</summary>
static class Libvips
{
    static readonly string[] AllowedLoaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadNsgif", "VipsForeignLoadWebp", "VipsForeignLoadHeif", "VipsForeignLoadTiff",
    ];

    // Held for the life of the process: native code calls it.
    static readonly Log.LogDelegate Silent = static (_, _, _) => { };

    static readonly Lazy<bool> Configured = new(Configure);

    /// <summary>Makes the settings; later calls do nothing.</summary>
    /// <exception cref="InvalidOperationException">The native library could not be loaded.</exception>
    public static void EnsureConfigured() => _ = Configured.Value;

    static bool Configure()
    {
        if (!ModuleInitializer.VipsInitialized)
            throw new InvalidOperationException("libvips could not be loaded; NetVips.Native has no build for this platform, or its file is missing.", ModuleInitializer.Exception);

        // Pictures are decoded side by side, one worker each, so more threads inside one picture only add switches.
        NetVips.NetVips.Concurrency = 1;

        // Every upload is another picture: the operation cache would only hold memory.
        Cache.Max = 0;
        Cache.MaxMem = 0;
        Cache.MaxFiles = 0;

        // Warnings are about strangers' damaged pictures, line after line on stderr; what matters comes as an exception.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silent);

        // Second line behind PictureSignature: no loader but these runs in this process, whoever asks for it.
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in AllowedLoaders)
            Operation.Block(loader, false);
        return true;
    }
}
