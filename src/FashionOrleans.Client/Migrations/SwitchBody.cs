namespace FashionOrleans.Client;

/// <summary>A change of places as it is asked for.</summary>
sealed record SwitchBody(bool LeaveOut);
