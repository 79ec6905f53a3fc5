package org.partnerportal.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls of one service may be under way at once. The number follows the time that the
 * service takes: when calls begin to wait inside it, fewer are let in, and the rest is refused at
 * once instead of waiting for nothing.
 *
 * @param enabled whether calls are counted at all
 * @param least never fewer than this, however slow the service is
 * @param initial before anything was measured
 * @param most never more than this
 * @param tolerance how many times its usual time a service may take before fewer are let in
 * @param window over how long its time is measured before the number changes
 * @param retryAfter what a refused caller is told
 */
@ConfigurationProperties("portal.gateway.load")
public record LoadSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("32") int least,
        @DefaultValue("64") int initial,
        @DefaultValue("256") int most,
        @DefaultValue("2") double tolerance,
        @DefaultValue("500ms") Duration window,
        @DefaultValue("1s") Duration retryAfter) {

    /** A limit that cannot be is a slip of the pen. */
    public LoadSettings {
        if (least < 1 || initial < least || most < initial || tolerance < 1) {
            throw new IllegalArgumentException(
                    "portal.gateway.load: least %d, initial %d, most %d, tolerance %s; expected 1 <= least <= initial <= most and a tolerance of 1 or more"
                            .formatted(least, initial, most, tolerance));
        }
    }
}
