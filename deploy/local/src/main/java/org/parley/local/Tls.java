package org.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small certificate authority of this data folder, and the server certificate it signed. */
final class Tls {
    private static final String KEYTOOL =
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    private static final Duration LEFT_AT_LEAST = Duration.ofDays(30);

    private final Site site;
    private final Path folder;

    Tls(Site site) {
        this.site = site;
        this.folder = site.data().folder("tls");
    }

    Path ca() {
        return folder.resolve("ca.pem");
    }

    Path keystore() {
        return folder.resolve("server.p12");
    }

    String password() {
        return site.secrets().of("tls");
    }

    void make() throws IOException, InterruptedException {
        if (!Files.exists(ca())) {
            makeAuthority();
        }
        if (!isServerCertificateValid()) {
            makeServerCertificate();
        }
    }

    private void makeAuthority() throws IOException, InterruptedException {
        Files.deleteIfExists(authority());
        keytool(
                authority(),
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Parley local authority",
                "-validity",
                "3650",
                "-ext",
                "bc:c=ca:true,pathlen:0",
                "-ext",
                "ku:c=keyCertSign,cRLSign");
        keytool(authority(), "-exportcert", "-rfc", "-alias", "ca", "-file", ca().toString());
    }

    private void makeServerCertificate() throws IOException, InterruptedException {
        var request = folder.resolve("server.csr");
        var certificate = folder.resolve("server.pem");
        Files.deleteIfExists(keystore());
        keytool(
                keystore(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Parley local",
                "-validity",
                "825");
        keytool(keystore(), "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                authority(),
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-validity",
                "825",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-ext",
                "eku=serverAuth",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString());
        keytool(keystore(), "-importcert", "-noprompt", "-alias", "ca", "-file", ca().toString());
        keytool(
                keystore(),
                "-importcert",
                "-noprompt",
                "-alias",
                "server",
                "-file",
                certificate.toString());
    }

    private boolean isServerCertificateValid() throws IOException {
        if (!Files.exists(keystore())) {
            return false;
        }
        try {
            var store = KeyStore.getInstance(keystore().toFile(), password().toCharArray());
            return store.getCertificate("server") instanceof X509Certificate server
                    && isSignedByAuthority(server)
                    && server.getNotAfter().toInstant().isAfter(Instant.now().plus(LEFT_AT_LEAST));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** One that keytool has made but not yet had signed is its own issuer. */
    private static boolean isSignedByAuthority(X509Certificate server) {
        return !server.getIssuerX500Principal().equals(server.getSubjectX500Principal());
    }

    private void keytool(Path store, String... arguments) throws InterruptedException {
        var line = new ArrayList<>(List.of(KEYTOOL, "-J-XX:TieredStopAtLevel=1"));
        line.addAll(List.of(arguments));
        line.addAll(
                List.of(
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass:env",
                        "STORE_PASSWORD"));
        Shell.run(new Command(line, Map.of("STORE_PASSWORD", password())), site.data().log("tls"));
    }

    private Path authority() {
        return folder.resolve("ca.p12");
    }
}
