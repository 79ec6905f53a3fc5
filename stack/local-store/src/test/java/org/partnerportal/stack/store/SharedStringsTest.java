package org.partnerportal.stack.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedStringsTest {

    private final SharedStrings strings = new SharedStrings();

    @Test
    void keepsWhatTheDocumentSays() {
        var document =
                new Document("_id", 7)
                        .append("nothing", null)
                        .append("state", new Document("z", "OPEN").append("a", 1.5))
                        .append("lines", Arrays.asList("one", null, new Document("money", 3L)));

        Document shared = strings.shared(document);

        assertThat(shared).isEqualTo(document).isNotSameAs(document);
        assertThat(shared.keySet()).containsExactly("_id", "nothing", "state", "lines");
        assertThat(shared.get("state")).isNotSameAs(document.get("state"));
    }

    @Test
    void holdsANameAndAShortValueOnce() {
        Document one = strings.shared(decoded());
        Document other = strings.shared(decoded());

        assertThat(name(other)).isSameAs(name(one));
        assertThat(name(line(other))).isSameAs(name(line(one)));
        assertThat(line(other).get("status")).isSameAs(line(one).get("status"));
    }

    @Test
    void goesOnWhenAnotherStringTookThePlace() {
        // Both have the same hash code.
        var document = new Document("Aa", "BB").append("BB", "Aa");

        assertThat(strings.shared(strings.shared(document))).isEqualTo(document);
    }

    /** As it comes from the wire: nothing in it is held by anybody else. */
    private static Document decoded() {
        return new Document(anew("lines"), List.of(new Document(anew("status"), anew("APPROVED"))));
    }

    private static String anew(String text) {
        return new String(text.toCharArray());
    }

    private static String name(Document document) {
        return document.keySet().iterator().next();
    }

    private static Document line(Document document) {
        return (Document) requireNonNull((List<?>) document.get("lines"), "lines").getFirst();
    }
}
