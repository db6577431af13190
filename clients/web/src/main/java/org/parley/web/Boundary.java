package org.parley.web;

import io.vertx.core.Future;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What does not pass between browsers and a service: cookies, claims about where a request came
 * from, and whatever would open this origin to others.
 */
final class Boundary implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(Boundary.class);

    private static final List<String> NOT_FORWARDED =
            List.of(
                    "Cookie",
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto");

    private static final List<String> NOT_RETURNED =
            List.of(
                    "Set-Cookie",
                    "Access-Control-Allow-Origin",
                    "Access-Control-Allow-Credentials",
                    "Access-Control-Allow-Headers",
                    "Access-Control-Allow-Methods",
                    "Access-Control-Expose-Headers");

    private final Upstream upstream;
    private final String target;

    Boundary(Upstream upstream, String target) {
        this.upstream = upstream;
        this.target = target;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request().setURI(target);
        NOT_FORWARDED.forEach(request.headers()::remove);
        return context.sendRequest()
                .recover(failure -> Future.succeededFuture(failed(request, failure)));
    }

    private ProxyResponse failed(ProxyRequest request, Throwable failure) {
        LOG.warnf(
                "service unreachable service=%s reason=%s", upstream.name(), failure.getMessage());
        Problem problem = Problem.unreachable(upstream.name());
        return request.release()
                .response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .setBody(Body.body(problem.body()));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        NOT_RETURNED.forEach(context.response().headers()::remove);
        return context.sendResponse();
    }
}
