package org.parley.push.egress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates we take: those of the JDK, and an authority that an operator adds. */
final class Trust {

    private Trust() {}

    static SSLContext context(Optional<Path> authority) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, authority.isEmpty() ? null : managers(with(authority.get())), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "parley.push.ca: " + authority.map(Path::toString).orElse("") + " is not PEM",
                    e);
        }
    }

    private static KeyStore with(Path authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int next = 0;
        for (TrustManager manager : managers(null))
            if (manager instanceof X509TrustManager usual)
                for (X509Certificate known : usual.getAcceptedIssuers())
                    store.setCertificateEntry("usual-" + next++, known);
        try (InputStream pem = Files.newInputStream(authority)) {
            for (Certificate added :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem))
                store.setCertificateEntry("added-" + next++, added);
        }
        return store;
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
