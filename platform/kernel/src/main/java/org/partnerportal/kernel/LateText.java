package org.partnerportal.kernel;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that follows from other things and is worked out when it is first read. It equals every
 * other that reads the same.
 */
public final class LateText {

    private final @Nullable Supplier<String> source;

    /** Two threads may both work it out and will come to the same. */
    private @Nullable String text;

    private LateText(@Nullable Supplier<String> source, @Nullable String text) {
        this.source = source;
        this.text = text;
    }

    /** A text that is known. */
    public static LateText of(String text) {
        return new LateText(null, text);
    }

    /**
     * A text to come.
     *
     * @param source answers the same whenever it is asked
     */
    public static LateText by(Supplier<String> source) {
        return new LateText(source, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof LateText late && toString().equals(late.toString()));
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = Objects.requireNonNull(source).get();
            text = known;
        }
        return known;
    }
}
