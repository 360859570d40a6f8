using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Jobs;

/// <summary>Makes of a row what is to be stored: fetches its picture unless the one that is there is the newest.</summary>
sealed class RowPreparation(PictureFetcher pictures, PatientFetcher patience, IngestMetrics metrics, long maxBytes)
{
    const int LongestShownId = 128;

    public async Task<PreparedRow> PrepareAsync(FeedRow row, KnownItem known, CancellationToken stop)
    {
        if (row.Trouble is { } trouble)
        {
            return Refuse(row, ErrorCodes.InvalidRow, trouble);
        }

        if (row.Id is not { } id || !ItemId.IsValid(id))
        {
            return Refuse(row, ErrorCodes.InvalidId, row.Id is null ? $"The row has no id. {ItemId.Rule}" : ItemId.Rule);
        }

        if (row.Image is not { } image)
        {
            return Refuse(row, ErrorCodes.MissingPicture, "The row has no address of a picture. Give it one, or leave it out.");
        }

        try
        {
            var address = pictures.Rules.Read(image);
            var half = RowRevision.OfRow(image, row.Attributes);
            var tag = RowRevision.IsOfRow(known.Revision, half) ? known.Tag : null;
            var picture = await metrics.FetchAsync(
                patience,
                IngestMetrics.Picture,
                token => pictures.FetchAsync(address, tag, maxBytes, token),
                fetched => fetched.NotModified ? null : fetched.Bytes.Length,
                stop);
            if (picture.NotModified)
            {
                return tag is not null ? new PreparedRow(row.Number, id, null, null, null) : throw Pointless(address);
            }

            var revision = RowRevision.Of(half, picture.Bytes);
            var source = picture.Tag is { ETag: null, LastModified: null } or null ? null : new StoredSource(id, revision, picture.Tag.ETag, picture.Tag.LastModified);
            return known.Revision == revision
                ? new PreparedRow(row.Number, id, null, source, null)
                : new PreparedRow(row.Number, id, new ItemUpload(id, picture.Bytes, default, row.Attributes, revision), source, null);
        }
        catch (FetchException refusal)
        {
            return Refuse(row, refusal.Code, refusal.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever an address does: one row never holds up those after it, run after run.
            return Refuse(row, ErrorCodes.PictureUnreachable, "The address could not be asked. Check it in a browser, or leave the row out.");
        }
    }

    static PreparedRow Refuse(FeedRow row, string code, string detail)
    {
        var id = row.Id?.Length > LongestShownId ? row.Id[..LongestShownId] + "…" : row.Id;
        return new PreparedRow(row.Number, row.Id, null, null, new RefusedRow(row.Number, id, code, detail));
    }

    static FetchException Pointless(Uri address) => new(
        ErrorCodes.PictureUnreachable, $"'{address.IdnHost}' says that the picture has not changed, though nobody asked that. Check the address in a browser.");
}
