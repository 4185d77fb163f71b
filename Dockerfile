# syntax=docker/dockerfile:1
# Three stages: the web pages, the server, and a small glibc image without tools (glibc since the face
# engine, an optional shared library, needs it).
FROM node:22-bookworm-slim AS web
WORKDIR /src
COPY api api
COPY web web
RUN cd web && npm install --no-save --no-audit --no-fund && npm run build

FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY scripts/fetch-font.sh scripts/
COPY scripts/fetch-face.sh scripts/
COPY internal/report/font internal/report/font
RUN scripts/fetch-font.sh && (scripts/fetch-face.sh /face || mkdir -p /face)

FROM golang:1.26-bookworm AS server
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
COPY --from=web /src/web/console/dist web/console/dist
COPY --from=web /src/web/phone/dist web/phone/dist
COPY --from=web /src/web/reference/dist web/reference/dist
COPY --from=assets /src/internal/report/font internal/report/font
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    go build -trimpath -buildvcs=false -ldflags='-s -w' -o /server ./cmd/server

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tzdata redis-server libstdc++6 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin diandao \
 && install -d -o diandao -g diandao /data
COPY --from=server /server /usr/local/bin/server
COPY --from=assets /face /usr/local/share/diandao/face
USER 10001
VOLUME /data
ENV DIANDAO_FACE_DIR=/usr/local/share/diandao/face DIANDAO_DATA_DIR=/data DIANDAO_LISTEN=0.0.0.0:8080
EXPOSE 8080/tcp 8443/udp 8443/tcp
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s CMD ["server", "health"]
ENTRYPOINT ["server"]
CMD ["serve"]
