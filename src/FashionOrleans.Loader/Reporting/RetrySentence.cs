using FashionOrleans.Client;

namespace FashionOrleans.Loader.Reporting;

/// <summary>Says why the client waits.</summary>
static class RetrySentence
{
    public static string Of(RetryNotice notice) => notice.Reason is ProblemException problem
        ? $"The server says {problem.Code}; trying again in {notice.Delay.TotalSeconds:F1} s."
        : $"The server does not answer; trying again in {notice.Delay.TotalSeconds:F1} s.";
}
