package org.parley.archive.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom the token names as operator, and what he asks in this request. */
@RequestScoped
class Operator {

    private final SecurityIdentity identity;
    private final UriInfo uri;
    private final ObjectMapper mapper;

    Operator(SecurityIdentity identity, UriInfo uri, ObjectMapper mapper) {
        this.identity = identity;
        this.uri = uri;
        this.mapper = mapper;
    }

    /** Refused without a reason. Whatever else is wrong with the request is on record then. */
    Inquiry asks(String action, @Nullable String reason) {
        String why = Inquiry.reason(reason);
        Map<String, Object> query = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, plain(values)));
        query.remove("reason");
        return inquiry(action, query, why);
    }

    /** Of what is named by the path. */
    Inquiry asks(String action, Map<String, Object> query, @Nullable String reason) {
        return inquiry(action, query, Inquiry.reason(reason));
    }

    Inquiry wants(String action, Object deed, @Nullable String reason) {
        return inquiry(action, deed, Inquiry.reason(reason));
    }

    private Inquiry inquiry(String action, Object query, String reason) {
        try {
            // PostgreSQL has no U+0000
            String json = mapper.writeValueAsString(query).replace("\\u0000", "\\u2400");
            return new Inquiry(identity.getPrincipal().getName(), action, json, reason);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("parameters cannot be written down", e);
        }
    }

    private static Object plain(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }
}
