package org.partnerportal.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON merge patch (RFC 7396) on a request record: null removes, absent leaves, everything else
 * replaces.
 */
public final class MergePatch {

    private final JsonMapper json;
    private final Validator validator;

    public MergePatch(JsonMapper json, Validator validator) {
        this.json = PlainJson.strict(json);
        this.validator = validator;
    }

    /** What the record becomes; refused with the fields that the patch got wrong. */
    public <T> T apply(JsonNode patch, T before, Class<T> type) {
        if (!patch.isObject()) {
            throw WebRefusal.MALFORMED_JSON.because();
        }
        JsonNode merged = merge(json.valueToTree(before), patch);
        T after;
        try {
            after = json.treeToValue(merged, type);
        } catch (JacksonException e) {
            throw new InvalidPatch(e, Set.of());
        }
        Set<ConstraintViolation<T>> violations = validator.validate(after);
        if (!violations.isEmpty()) {
            throw new InvalidPatch(null, violations);
        }
        return after;
    }

    private JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged =
                target.isObject() ? ((ObjectNode) target).deepCopy() : json.createObjectNode();
        patch.properties()
                .forEach(field -> {
                    if (field.getValue().isNull()) {
                        merged.remove(field.getKey());
                    } else {
                        JsonNode before = merged.path(field.getKey());
                        merged.set(field.getKey(), merge(before, field.getValue()));
                    }
                });
        return merged;
    }

    /** The patched record is not a valid one. */
    static final class InvalidPatch extends RuntimeException {

        private final transient Set<? extends ConstraintViolation<?>> violations;

        InvalidPatch(
                @Nullable JacksonException cause,
                Set<? extends ConstraintViolation<?>> violations) {
            super(cause);
            this.violations = violations;
        }

        Set<? extends ConstraintViolation<?>> violations() {
            return violations;
        }
    }
}
