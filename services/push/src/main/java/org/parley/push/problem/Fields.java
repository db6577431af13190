package org.parley.push.problem;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads the members of the JSON object in a request, and names what is wrong with them. */
public final class Fields {

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    public static Fields of(@Nullable JsonNode body) {
        if (body == null || !body.isObject())
            throw BadParameter.missing("the body", "it is a JSON object");
        return new Fields(body);
    }

    /** Named, be it with {@code null}. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Absent where it is not named or {@code null}. */
    public @Nullable String text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isTextual()) throw new BadParameter(name, value.toString(), "it is a string");
        return storable(name, value.textValue());
    }

    public String requiredText(String name, String rule) {
        String text = text(name);
        if (text == null) throw BadParameter.missing(name, rule);
        return text;
    }

    /** PostgreSQL and half of the world's clients cannot keep these. */
    private static String storable(String name, String text) {
        boolean broken = text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
        if (broken)
            throw BadParameter.because(
                    name + " contains U+0000 or half of a surrogate pair; it must not");
        return text;
    }

    public boolean flag(String name, boolean usual) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) return usual;
        if (!value.isBoolean())
            throw new BadParameter(name, value.toString(), "it is true or false");
        return value.booleanValue();
    }

    /** An object within this one; absent where it is not named or {@code null}. */
    public @Nullable Fields object(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isObject()) throw BadParameter.because(name + " is no object; it must be");
        return new Fields(value);
    }
}
