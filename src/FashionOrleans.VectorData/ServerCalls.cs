using System.Runtime.CompilerServices;
using FashionOrleans.Client;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.VectorData;

/// <summary>Turns the failures of a client's calls into those that callers of a vector store expect.</summary>
readonly struct ServerCalls(FashionOrleansClient client, string? collection)
{
    public async Task<T> AskAsync<T>(Func<Task<T>> call, [CallerMemberName] string operation = "")
    {
        try
        {
            return await call();
        }
        catch (ProblemException problem)
        {
            throw Failure($"{problem.Detail} ({problem.Code})", operation, problem);
        }
        catch (ServerUnreachableException unreachable)
        {
            throw Failure(unreachable.Message, operation, unreachable);
        }
    }

    public VectorStoreException Failure(string message, string operation, Exception? cause = null) => new(message, cause)
    {
        VectorStoreSystemName = FashionOrleansVectorStore.SystemName,
        VectorStoreName = client.Server.Authority,
        CollectionName = collection,
        OperationName = operation,
    };
}
