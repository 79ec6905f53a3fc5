package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets documents hold the same string once. The wire decodes each field name of each document anew,
 * and two fifths of what a full store held were such copies. What was seen last wins its place in a
 * table of fixed size, so nothing here grows with the data; a string that lost its place is merely
 * held twice. Not for use by two threads at once.
 */
final class SharedStrings {

    /** Longer values are texts and seldom come again. */
    private static final int LONGEST = 40;

    private final @Nullable String[] names = new @Nullable String[1 << 14];
    private final @Nullable String[] values = new @Nullable String[1 << 16];

    /** The same document, with strings that others may hold as well. */
    Document shared(Document document) {
        LinkedHashMap<String, @Nullable Object> fields =
                LinkedHashMap.newLinkedHashMap(document.size());
        document.forEach((name, value) -> fields.put(one(names, name), shared(value)));
        // A copy of a map takes no more room than the map needs; a document of its own takes 16
        // places.
        return new Document(fields);
    }

    private @Nullable Object shared(@Nullable Object value) {
        return switch (value) {
            case Document document -> shared(document);
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>(list.size());
                list.forEach(element -> copy.add(shared(element)));
                yield copy;
            }
            case String text when text.length() <= LONGEST -> one(values, text);
            case null, default -> value;
        };
    }

    private static String one(@Nullable String[] seen, String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & seen.length - 1;
        String same = seen[place];
        if (text.equals(same)) {
            return same;
        }
        seen[place] = text;
        return text;
    }
}
