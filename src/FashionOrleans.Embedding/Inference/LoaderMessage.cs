using System.Runtime.InteropServices;

namespace FashionOrleans.Embedding;

/// <summary>What the system's loader of shared libraries has to say.</summary>
static class LoaderMessage
{
    /// <summary>Tries to load a library and tells what is missing.</summary>
    /// <returns>The loader's last line, or null when the library can be loaded.</returns>
    public static string? WhyNot(string file)
    {
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(file));
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        }
    }
}
