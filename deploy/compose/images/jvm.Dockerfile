# One of Parley's Quarkus services on the JVM; SERVICE names its folder.
ARG BUILT=in-container

FROM eclipse-temurin:25-jdk AS in-container
ARG SERVICE
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
 && ./mvnw -N install && ./mvnw -f contracts install && ./mvnw -f services/${SERVICE} package

FROM scratch AS on-host
ARG SERVICE
COPY services/${SERVICE}/target/quarkus-app /build/services/${SERVICE}/target/quarkus-app

FROM ${BUILT} AS built

FROM eclipse-temurin:25-jre
ARG SERVICE
COPY --from=built /build/services/${SERVICE}/target/quarkus-app /opt/parley
COPY deploy/compose/images/answers /usr/local/bin/
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
WORKDIR /opt/parley
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", \
    "-jar", "quarkus-run.jar"]
