using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FashionOrleans.Search;

/// <summary>
/// Eigenvectors of a symmetric positive semidefinite matrix by one-sided Jacobi rotations (M. R. Hestenes, "Inversion of
/// matrices by biorthogonalization and related results", 1958): rotating pairs of rows until all are orthogonal leaves each
/// row an eigenvector times its eigenvalue.
/// </summary>
static class JacobiEigenvectors
{
    /// <summary>Cosine between two rows from which they count as orthogonal: enough for axes that are orthonormalised afterwards.</summary>
    const double Tolerance = 1e-6;

    const int MaxSweeps = 20;

    /// <summary>Turns the rows of a matrix into its eigenvectors, each of the length of its eigenvalue, by falling eigenvalue.</summary>
    /// <param name="matrix">Symmetric, positive semidefinite; destroyed.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    public static double[][] Compute(double[][] matrix, CancellationToken cancellationToken)
    {
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rotated = false;
            for (var p = 0; p < matrix.Length - 1; p++)
            {
                for (var q = p + 1; q < matrix.Length; q++)
                    rotated |= Rotate(matrix[p], matrix[q]);
            }
            if (!rotated)
                break;
        }
        return [.. matrix.OrderByDescending(row => Dot(row, row))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool Rotate(double[] p, double[] q)
    {
        var (alpha, beta, gamma) = Products(p, q);
        if (Math.Abs(gamma) <= Tolerance * Math.Sqrt(alpha * beta) || gamma == 0)
            return false;
        var zeta = (beta - alpha) / (2 * gamma);
        var tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
        var cosine = 1 / Math.Sqrt(1 + tangent * tangent);
        var sine = cosine * tangent;
        var vp = MemoryMarshal.Cast<double, Vector<double>>(p.AsSpan());
        var vq = MemoryMarshal.Cast<double, Vector<double>>(q.AsSpan());
        for (var i = 0; i < vp.Length; i++)
            (vp[i], vq[i]) = (vp[i] * cosine - vq[i] * sine, vp[i] * sine + vq[i] * cosine);
        for (var i = vp.Length * Vector<double>.Count; i < p.Length; i++)
            (p[i], q[i]) = (p[i] * cosine - q[i] * sine, p[i] * sine + q[i] * cosine);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static (double Alpha, double Beta, double Gamma) Products(double[] p, double[] q)
    {
        var vp = MemoryMarshal.Cast<double, Vector<double>>(p);
        var vq = MemoryMarshal.Cast<double, Vector<double>>(q);
        Vector<double> a = default, b = default, c = default;
        for (var i = 0; i < vp.Length; i++)
        {
            a += vp[i] * vp[i];
            b += vq[i] * vq[i];
            c += vp[i] * vq[i];
        }
        var (alpha, beta, gamma) = (Vector.Sum(a), Vector.Sum(b), Vector.Sum(c));
        for (var i = vp.Length * Vector<double>.Count; i < p.Length; i++)
        {
            alpha += p[i] * p[i];
            beta += q[i] * q[i];
            gamma += p[i] * q[i];
        }
        return (alpha, beta, gamma);
    }

    static double Dot(double[] x, double[] y) => Products(x, y).Gamma;
}
