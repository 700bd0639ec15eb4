# Two images: the portal (default target), and the simulator for the demo profile of docker-compose.yml.
# Built from Debian's own packages, hardened (preset "release"), run by a user without rights.

FROM debian:bookworm AS build
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		gcc libc6-dev cmake ninja-build pkg-config nodejs npm ca-certificates \
		libcivetweb-dev libcurl4-openssl-dev libpq-dev libcjson-dev libssl-dev libqrencode-dev libsodium-dev \
	&& rm -rf /var/lib/apt/lists/*
WORKDIR /source
# The packages of the pages change seldom: a layer of their own.
COPY static/package.json static/package-lock.json static/.npmrc static/
RUN npm --prefix static ci --silent
COPY CMakeLists.txt CMakePresets.json ./
COPY static static
COPY server server
COPY templates templates
COPY migrations migrations
COPY tests tests
RUN cmake --preset release -DCMAKE_INSTALL_PREFIX=/usr \
	&& cmake --build --preset release --target portal sim assets \
	&& DESTDIR=/out cmake --install build/release --strip \
	&& install -D build/release/sim /sim/usr/bin/sim

FROM debian:bookworm-slim AS base
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		libcivetweb1 libcurl4 libpq5 libcjson1 libssl3 libqrencode4 libsodium23 ca-certificates tzdata \
	&& rm -rf /var/lib/apt/lists/* \
	&& useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin portal
USER 10001

FROM base AS sim
COPY --from=build /sim/ /
COPY --from=build /source/tests/sim/pages /usr/share/sim/pages
ENV SIM_PAGES=/usr/share/sim/pages
EXPOSE 8090
ENTRYPOINT ["/usr/bin/sim"]

FROM base AS portal
COPY --from=build /out/ /
ENV SHARE_DIR=/usr/share/portal APP_LISTEN=0.0.0.0:8080 HOOKS_LISTEN=0.0.0.0:8081 OPS_LISTEN=127.0.0.1:8082
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["bash", "-c", \
	"exec 3<>/dev/tcp/127.0.0.1/8082; printf 'GET /readyz HTTP/1.1\\r\\nHost: ops\\r\\nConnection: close\\r\\n\\r\\n' >&3; read -r line <&3; [[ $line == *' 200'* ]]"]
ENTRYPOINT ["/usr/bin/portal"]
CMD ["serve"]
