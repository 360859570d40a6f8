using Microsoft.AspNetCore.ResponseCompression;

namespace FashionOrleans.Web.Hosting;

/// <summary>Text travels compressed, by Brotli or gzip, where the asker takes it; pictures are compressed already.</summary>
static class PageCompression
{
    static readonly string[] Texts = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "application/problem+json"];

    public static void AddPageCompression(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        // Over TLS the length of what is compressed could tell a secret that stands beside words of an attacker's; no answer of ours has both.
        options.EnableForHttps = true;
        options.MimeTypes = Texts;
        options.Providers.Add<BrotliCompressionProvider>();
        options.Providers.Add<GzipCompressionProvider>();
    });
}
