# One image for the webhook, the command, and functions of kustomize and kpt. For both platforms:
#   docker buildx build --platform linux/amd64,linux/arm64 --tag REGISTRY/warrener/warrener:VERSION .
# What is built is the same for each platform; of the second stage nothing is run while it is built.
FROM --platform=$BUILDPLATFORM node:24.21.0-trixie-slim@sha256:173f125896c3b47ddf056734c7ea789d04595a6a08769a8f78e0df642781fb66 AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.ts
RUN npm pack --ignore-scripts --silent --pack-destination . && tar -xzf warrener-*.tgz

# No shell, no package manager, nobody but the user nonroot.
FROM gcr.io/distroless/nodejs24-debian13:nonroot@sha256:9eeb7f5887d0e239e78264b06f7f11d2e14be534050481803a9e4728fcdd278e
LABEL org.opencontainers.image.source="https://github.com/warrener/warrener" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.description="Finds what will break RabbitMQ on Kubernetes before it does"
ENV NODE_ENV=production
COPY --from=build /src/package /app
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/nodejs/bin/node", "/app/bin/warrener.cjs"]
CMD ["krm"]
