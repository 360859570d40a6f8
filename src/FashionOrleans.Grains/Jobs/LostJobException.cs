namespace FashionOrleans.Grains.Jobs;

/// <summary>The job was claimed by somebody else, was ended, or its catalogue was dropped: whoever worked on it stops, and changes nothing more.</summary>
sealed class LostJobException() : Exception("Somebody else works on the job, or it has ended.");
