package org.parley.push.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All vendors. */
@ApplicationScoped
public class Gateways {

    private final WebPush web;
    private final Fcm fcm;
    private final Apns apns;

    Gateways(WebPush web, Fcm fcm, Apns apns) {
        this.web = web;
        this.fcm = fcm;
        this.apns = apns;
    }

    /** Whether an operator has set up what it takes to reach targets of this kind. */
    public boolean offers(Target target) {
        return switch (target) {
            case Target.Web _ -> web.isThere();
            case Target.Fcm _ -> fcm.isThere();
            case Target.Apns _ -> apns.isThere();
        };
    }

    /** What is offered, for people. */
    public List<String> offered() {
        return Stream.of(
                        web.isThere()
                                ? Stream.of(Target.Web.PUSH, Target.Web.UNIFIED)
                                : Stream.<String>empty(),
                        fcm.isThere() ? Stream.of(Target.Fcm.KIND) : Stream.<String>empty(),
                        apns.isThere() ? Stream.of(Target.Apns.KIND) : Stream.<String>empty())
                .flatMap(kinds -> kinds)
                .toList();
    }

    /** Never throws: what cannot be reached fails, and may be there later. */
    public Outcome push(Target target, Notification notification) {
        if (!offers(target))
            return new Outcome.Later(
                    Optional.empty(), false, target.kind() + " is not set up any more");
        try {
            return switch (target) {
                case Target.Web one -> web.push(one, notification);
                case Target.Fcm one -> fcm.push(one, notification);
                case Target.Apns one -> apns.push(one, notification);
            };
        } catch (IOException e) {
            return new Outcome.Later(Optional.empty(), true, describe(e));
        } catch (RuntimeException e) {
            // Ours, and of this notification: what went on is in the log without what was said.
            io.quarkus.logging.Log.errorf(
                    "cannot push kind=%s message=%s reason=%s at=%s",
                    target.kind(),
                    notification.message(),
                    e.getClass().getSimpleName(),
                    e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]);
            return new Outcome.Refused("the push service failed");
        }
    }

    /** The kind of failure, without the address that messages quote. */
    private static String describe(IOException e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        return switch (cause) {
            case java.net.http.HttpTimeoutException _ -> "no answer in time";
            case java.util.concurrent.TimeoutException _ -> "no whole answer in time";
            case java.net.ConnectException _ -> "no connection";
            case java.net.UnknownHostException _ -> "the name leads nowhere";
            case javax.net.ssl.SSLException _ -> "no trusted TLS connection";
            case java.security.GeneralSecurityException _ -> "no trusted TLS connection";
            default -> "broken off: " + cause.getClass().getSimpleName();
        };
    }
}
