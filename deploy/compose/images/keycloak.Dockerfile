# The public Keycloak, built once for PostgreSQL so that it starts fast and from a read-only file
# system, with Parley's realm.
ARG KEYCLOAK=quay.io/keycloak/keycloak:26.7.3

FROM ${KEYCLOAK}
RUN /opt/keycloak/bin/kc.sh build --db=postgres --cache=local --health-enabled=true --metrics-enabled=true
COPY keycloak/parley-realm.json /opt/keycloak/data/import/
COPY deploy/compose/images/answers deploy/compose/setup/demo-users /usr/local/bin/
CMD ["start", "--optimized", "--import-realm"]
