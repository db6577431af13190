# The public HiveMQ CE with Parley's extension and without the one that lets everybody in.
ARG BUILT=in-container

FROM eclipse-temurin:25-jdk AS in-container
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY contracts/pom.xml contracts/
COPY contracts/src/main contracts/src/main
COPY services/broker/pom.xml services/broker/
COPY services/broker/conf services/broker/conf
COPY services/broker/src/main services/broker/src/main
# The cache is locked, so several images are built one after the other: each needs the machine.
RUN --mount=type=cache,id=parley-maven,target=/maven,sharing=locked \
    export MAVEN_USER_HOME=/maven MAVEN_ARGS="-q -B -Dquick -Dmaven.test.skip -Dmaven.repo.local=/maven/repository" \
 && ./mvnw -N install && ./mvnw -f contracts install && ./mvnw -f services/broker package

FROM scratch AS on-host
COPY services/broker/target/broker/extensions /build/services/broker/target/broker/extensions

FROM ${BUILT} AS built

FROM hivemq/hivemq-ce:2025.5
USER root
RUN rm -rf /opt/hivemq/extensions/* /opt/hivemq/data/* && install -d -o 10000 -g 0 -m 770 /tls
COPY --from=built /build/services/broker/target/broker/extensions/parley /opt/hivemq/extensions/parley
COPY services/broker/conf/config-tls.xml /opt/hivemq/conf/config.xml
COPY deploy/compose/images/answers deploy/compose/setup/certificate /usr/local/bin/
USER 10000
