package org.parley.broker.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Environment;
import org.parley.broker.Environment.WrongSettingException;
import org.slf4j.LoggerFactory;

/**
 * HiveMQ CE with our extension as one process. Prints {@code broker ready} when every listener is
 * up; where anything is wrong it says so and stops, rather than run without the extension.
 */
public final class EmbeddedBroker {

    private static final String STARTED = "org.parley.broker.started";

    private EmbeddedBroker() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "org/parley/broker/embedded/logback.xml");
        try {
            run(new Environment(System.getenv()));
            System.out.println("broker ready");
        } catch (WrongSettingException e) {
            stop(String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            stop(String.valueOf(e.getCause()));
        } catch (IOException | TimeoutException | IllegalStateException e) {
            stop(e.toString());
        } catch (InterruptedException e) {
            stop("interrupted");
        }
    }

    private static void stop(String reason) {
        System.err.println("broker cannot start: " + reason);
        System.err.flush();
        // Not exit(): HiveMQ's own threads may be half way up.
        Runtime.getRuntime().halt(1);
    }

    private static void run(Environment env)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        BrokerSettings.from(env.variables());
        ListenerPorts listeners = ListenerPorts.from(env);
        Path extensions = extensions(env);
        if (listeners.haveTls()) checkKeystore(env);
        listeners.mustBeFree();
        BrokerHome home = BrokerHome.in(Path.of(env.required("PARLEY_BROKER_HOME")));
        home.write(HiveMqConfiguration.render(listeners, persistence(env)));
        EmbeddedHiveMQ broker = build(home, extensions);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "parley-stop"));
        broker.start().get(2, TimeUnit.MINUTES);
        if (!broker.getMetricRegistry().getMetrics().containsKey(STARTED))
            throw new IllegalStateException(
                    "the extension in " + extensions.resolve("parley") + " did not start");
        listeners.mustAnswer();
    }

    /** Refuses everybody as long as no extension says otherwise. */
    static EmbeddedHiveMQ build(BrokerHome home, Path extensions) {
        EmbeddedHiveMQ broker =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(home.configuration())
                        .withDataFolder(home.data())
                        .withExtensionsFolder(extensions)
                        .withoutLoggingBootstrap()
                        .build();
        // build() itself has just switched it off.
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
        LoggerFactory.getLogger(EmbeddedBroker.class)
                .info("authentication set back to: deny all whom the extension does not let in");
        return broker;
    }

    private static Path extensions(Environment env) {
        Path extensions = Path.of(env.required("PARLEY_BROKER_EXTENSIONS"));
        Path ours = extensions.resolve("parley");
        if (!Files.isRegularFile(ours.resolve("hivemq-extension.xml")))
            throw Environment.wrong(
                    "PARLEY_BROKER_EXTENSIONS",
                    extensions.toString(),
                    "must hold parley/hivemq-extension.xml");
        if (Files.exists(ours.resolve("DISABLED")))
            throw new WrongSettingException(
                    ours.resolve("DISABLED") + " switches the extension off: remove it");
        return extensions;
    }

    private static String persistence(Environment env) {
        String mode = env.text("PARLEY_BROKER_PERSISTENCE").orElse("file");
        return switch (mode) {
            case "file" -> "file";
            case "memory", "in-memory" -> "in-memory";
            default ->
                    throw Environment.wrong(
                            "PARLEY_BROKER_PERSISTENCE", mode, "must be file or memory");
        };
    }

    private static void checkKeystore(Environment env) {
        Path keystore = Path.of(env.required("PARLEY_BROKER_KEYSTORE"));
        env.required("PARLEY_BROKER_KEYSTORE_PASSWORD");
        if (!Files.isReadable(keystore))
            throw Environment.wrong(
                    "PARLEY_BROKER_KEYSTORE",
                    keystore.toString(),
                    "must be a readable PKCS12 file");
    }

    private static void stop(EmbeddedHiveMQ broker) {
        try {
            broker.stop().get(30, TimeUnit.SECONDS);
            System.out.println("broker stopped");
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("broker did not stop cleanly: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
