using FashionOrleans.Web.Security;
using Scalar.AspNetCore;

namespace FashionOrleans.Web.Endpoints;

/// <summary>The OpenAPI document and its browsable form.</summary>
static class DocsEndpoints
{
    const string DocumentName = "v1";

    public static void AddApiDocs(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "FashionOrleans";
            document.Info.Description =
                "Shows the products of a catalogue that look most like a picture. Errors are problem details (RFC 9457) with a stable code.";
            document.Servers = [];
            return Task.CompletedTask;
        }));

    public static void MapDocs(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().ForAnybody();
        app.MapScalarApiReference("/docs", options => options.WithTitle("FashionOrleans API")).ForAnybody();
    }
}
