# syntax=docker/dockerfile:1
# The web: an Orleans client of a cluster's silos, or silo and web in one. Build it in the root of the repository:
#   docker build -f deploy/docker/web.Dockerfile -t fashionorleans/web .

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /repository
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/ src/
COPY models/ models/
COPY deploy/postgres/ deploy/postgres/
# --runtime: only what this kind of machine runs, native libraries for all others would be most of the image. Style is checked elsewhere.
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/FashionOrleans.Web -c Release --runtime linux-x64 --no-self-contained -p:RunAnalyzers=false -o /program \
    && mkdir /data

# Chiseled: no shell, no package manager, a user that is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS final
WORKDIR /program
COPY --from=build /program ./
COPY --from=build --chown=1654:1654 /data /data
# The program writes nowhere but under FashionOrleans:Data, when the silo is inside, and to /tmp: the root file system may be read-only.
ENV ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0 \
    FashionOrleans__Urls=http://*:5080 \
    FashionOrleans__Data=/data
EXPOSE 5080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
    CMD ["dotnet", "FashionOrleans.Web.dll", "probe", "http://127.0.0.1:5080/health/serving"]
ENTRYPOINT ["dotnet", "FashionOrleans.Web.dll"]
CMD ["serve"]
