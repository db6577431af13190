package org.parley.broker.login;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's last good keys on disk, bound to the issuer they are of. */
public final class KeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final String ISSUER = "issuer";

    private final Path path;
    private final String issuer;

    public KeyFile(Path path, String issuer) {
        this.path = path;
        this.issuer = issuer;
    }

    /** Empty where there is none, or one of another issuer. */
    Optional<JWKSet> read() {
        if (!Files.exists(path)) return Optional.empty();
        try {
            JWKSet keys = JWKSet.load(path.toFile());
            return issuer.equals(keys.getAdditionalMembers().get(ISSUER))
                    ? Optional.of(new JWKSet(keys.getKeys()))
                    : Optional.empty();
        } catch (IOException | ParseException e) {
            LOG.warn("key file not readable path={} cause=\"{}\"", path, e.toString());
            return Optional.empty();
        }
    }

    /** Whole or not at all; a failure costs only the next restart without the issuer. */
    void write(JWKSet keys) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(fresh, new JWKSet(keys.getKeys(), Map.of(ISSUER, issuer)).toString());
            Files.move(
                    fresh,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("key file not written path={} cause=\"{}\"", path, e.toString());
        }
    }
}
