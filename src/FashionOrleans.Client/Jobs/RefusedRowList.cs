namespace FashionOrleans.Client;

/// <summary>Reply of the list of refused rows.</summary>
sealed record RefusedRowList(IReadOnlyList<RefusedRow> Rows, long? Next);
