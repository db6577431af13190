# One of Parley's Quarkus services as a native executable; SERVICE names its folder.
ARG BUILT=in-container

FROM quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25 AS in-container
ARG SERVICE
USER root
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY contracts/pom.xml contracts/
COPY contracts/src/main contracts/src/main
COPY services/${SERVICE}/pom.xml services/${SERVICE}/
COPY services/${SERVICE}/src/main services/${SERVICE}/src/main
# The cache is locked, so several images are built one after the other: each needs the machine.
RUN --mount=type=cache,id=parley-maven,target=/maven,sharing=locked \
    export MAVEN_USER_HOME=/maven MAVEN_ARGS="-q -B -Dquick -Dmaven.test.skip -Dmaven.repo.local=/maven/repository" \
 && ./mvnw -N install && ./mvnw -f contracts install \
 && ./mvnw -f services/${SERVICE} package -Dquarkus.native.enabled=true -Dquarkus.package.jar.enabled=false

FROM scratch AS on-host
ARG SERVICE
COPY services/${SERVICE}/target/*-runner /build/services/${SERVICE}/target/

FROM ${BUILT} AS built

FROM quay.io/quarkus/ubi9-quarkus-micro-image:2.0
ARG SERVICE
COPY --from=built /build/services/${SERVICE}/target/*-runner /opt/parley/service
COPY deploy/compose/images/answers /usr/local/bin/
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
WORKDIR /opt/parley
USER 10001
EXPOSE 8080
# By default the heap may be 80 % of the limit: too much beside threads, buffers and the executable itself.
ENTRYPOINT ["/opt/parley/service", "-XX:MaximumHeapSizePercent=60", "-XX:+ExitOnOutOfMemoryError"]
