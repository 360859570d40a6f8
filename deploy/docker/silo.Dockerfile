# syntax=docker/dockerfile:1
# A silo of a cluster. Build it in the root of the repository:
#   docker build -f deploy/docker/silo.Dockerfile -t fashionorleans/silo .
#   docker build -f deploy/docker/silo.Dockerfile --build-arg Accelerator=cuda -t fashionorleans/silo:cuda .
ARG Accelerator=cpu

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG Accelerator
WORKDIR /repository
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/ src/
COPY models/ models/
COPY deploy/postgres/ deploy/postgres/
# --runtime: only what this kind of machine runs, native libraries for all others would be most of the image. Style is checked elsewhere.
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/FashionOrleans.Silo -c Release --runtime linux-x64 --no-self-contained -p:Accelerator=${Accelerator} -p:RunAnalyzers=false -o /program \
    && mkdir /cache

# Chiseled: no shell, no package manager, a user that is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS base-cpu

# ONNX Runtime's CUDA provider asks for CUDA 13 and cuDNN 9 (readelf -d libonnxruntime_providers_cuda.so), and NVIDIA's images have no .NET.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble AS dotnet
FROM nvidia/cuda:13.0.2-cudnn-runtime-ubuntu24.04 AS base-cuda
COPY --from=dotnet /usr/share/dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
ENV APP_UID=1654 \
    DOTNET_RUNNING_IN_CONTAINER=true \
    FashionOrleans__Embedding__Provider=cuda

FROM base-${Accelerator} AS final
WORKDIR /program
COPY --from=build /program ./
COPY --from=build --chown=1654:1654 /cache /cache
# The program writes nowhere but to /tmp and, for catalogues with mapped vectors, to /cache: the root file system may be read-only.
ENV ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0 \
    FashionOrleans__HealthUrls=http://*:5081 \
    FashionOrleans__Cluster__Address=auto \
    FashionOrleans__Search__VectorCache=/cache
# Silos, clients, health and metrics.
EXPOSE 11111 30000 5081
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
    CMD ["dotnet", "FashionOrleans.Silo.dll", "probe", "http://127.0.0.1:5081/health/ready"]
ENTRYPOINT ["dotnet", "FashionOrleans.Silo.dll"]
