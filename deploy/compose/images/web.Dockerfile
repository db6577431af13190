# The web client and the origin that serves it; KIND says whether as a native executable or on the JVM.
ARG BUILT=in-container
ARG KIND=native

FROM node:22 AS client
WORKDIR /build
COPY clients/web/package.json clients/web/package-lock.json clients/web/.npmrc ./
COPY clients/web/*.ts clients/web/tsconfig.json clients/web/build ./
COPY clients/web/src/main/web src/main/web
RUN --mount=type=cache,id=parley-npm,target=/root/.npm ./build

FROM eclipse-temurin:25-jdk AS sources
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY clients/web/pom.xml clients/web/
COPY clients/web/src/main/java clients/web/src/main/java
COPY clients/web/src/main/resources clients/web/src/main/resources
COPY --from=client /build/target/client clients/web/target/client

FROM eclipse-temurin:25-jdk AS jvm-in-container
WORKDIR /build
COPY --from=sources /build ./
# The cache is locked, so several images are built one after the other: each needs the machine.
RUN --mount=type=cache,id=parley-maven,target=/maven,sharing=locked \
    export MAVEN_USER_HOME=/maven MAVEN_ARGS="-q -B -Dquick -Dmaven.test.skip -Dmaven.repo.local=/maven/repository" \
 && ./mvnw -N install && ./mvnw -f clients/web package -Dexec.skip

FROM quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25 AS native-in-container
USER root
WORKDIR /build
COPY --from=sources /build ./
RUN --mount=type=cache,id=parley-maven,target=/maven,sharing=locked \
    export MAVEN_USER_HOME=/maven MAVEN_ARGS="-q -B -Dquick -Dmaven.test.skip -Dmaven.repo.local=/maven/repository" \
 && ./mvnw -N install \
 && ./mvnw -f clients/web package -Dexec.skip -Dquarkus.native.enabled=true -Dquarkus.package.jar.enabled=false

FROM scratch AS jvm-on-host
COPY clients/web/target/quarkus-app /build/clients/web/target/quarkus-app

FROM scratch AS native-on-host
COPY clients/web/target/*-runner /build/clients/web/target/

FROM ${KIND}-${BUILT} AS built

FROM eclipse-temurin:25-jre AS jvm
COPY --from=built /build/clients/web/target/quarkus-app /opt/parley
COPY deploy/compose/images/answers /usr/local/bin/
WORKDIR /opt/parley
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", \
    "-jar", "quarkus-run.jar"]

FROM quay.io/quarkus/ubi9-quarkus-micro-image:2.0 AS native
COPY --from=built /build/clients/web/target/*-runner /opt/parley/service
COPY deploy/compose/images/answers /usr/local/bin/
WORKDIR /opt/parley
ENTRYPOINT ["/opt/parley/service", "-XX:MaximumHeapSizePercent=60", "-XX:+ExitOnOutOfMemoryError"]

FROM ${KIND}
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
USER 10001
EXPOSE 8080
