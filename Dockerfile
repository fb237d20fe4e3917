# syntax=docker/dockerfile:1
# Images from one build: the sidecar, and Keycloak with our theme and realm, for development (docker-compose.yml) and for production.
# A Keycloak of your own takes dist/amperecloud-theme.jar the same way.

FROM node:26-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit
COPY tsconfig.json tsconfig.build.json ./
COPY email-templates email-templates
COPY themes themes
COPY src src
COPY examples examples
RUN npm run build
# The embedded start, its example app and the build are no part of what runs; tests hold that nothing else needs them.
RUN rm -r dist/server/dev dist/server/build dist/examples
# What is only for development goes, also from package.json: the list of what is left would miss it otherwise.
RUN npm prune --omit=dev --no-audit && npm pkg delete devDependencies && npm run -s sbom > sbom.cdx.json


FROM quay.io/keycloak/keycloak:26.7.5 AS keycloak
COPY --from=build --chown=1000:0 /app/dist/amperecloud-theme.jar /opt/keycloak/providers/
COPY --chown=1000:0 keycloak-realm.json /opt/keycloak/data/import/amperecloud-realm.json
# Made here so that the volume mounted on it belongs to Keycloak's user.
RUN mkdir -p /opt/keycloak/data/h2


# The same, built for production: for compose.production.yml and, as `spec.image`, for the Keycloak Operator.
FROM keycloak AS keycloak-production
ENV KC_DB=postgres KC_HEALTH_ENABLED=true KC_METRICS_ENABLED=true
RUN /opt/keycloak/bin/kc.sh build
CMD ["start", "--optimized"]


FROM node:26-slim AS sidecar
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
# What `node dist/server/configure-cli.js --check` holds a realm against, and the checks behind /readyz.
COPY keycloak-realm.json ./
COPY --from=build /app/themes/brand.json /app/themes/brand-sign.svg themes/
COPY --from=build /app/dist/server dist/server
COPY --from=build /app/dist/public dist/public
COPY --from=build /app/dist/brand.json dist/
# What the image is made of (CycloneDX): `docker run --rm IMAGE cat sbom.cdx.json`.
COPY --from=build /app/sbom.cdx.json ./
RUN install -d -o node -g node /var/lib/activation-sidecar
ENV IMPORT_DIR=/var/lib/activation-sidecar/imports
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "const host = process.env.HOST || 'localhost'; fetch(`http://${host.includes(':') ? `[${host}]` : host}:${process.env.MANAGEMENT_PORT || process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "dist/server/main.js"]
