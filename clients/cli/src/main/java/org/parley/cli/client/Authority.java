package org.parley.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManagerFactory;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;

/** Trusts the certificates of a PEM file, and no others. */
final class Authority {

    private Authority() {}

    static TrustManagerFactory trusting(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int i = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in))
                trusted.setCertificateEntry("ca-" + i++, certificate);
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "cannot use the authority " + pem + ": " + e.getMessage(),
                    "--ca takes a PEM file with certificates.",
                    e);
        }
    }
}
