package org.partnerportal.messaging.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.messaging.audit.AuditVerification.BrokenEntry;
import org.partnerportal.messaging.audit.AuditVerification.Kind;

class ChainCheckTest {

    private final List<Document> chain = chain(10);

    /** Entries as they are stored, linked from the start. */
    private static List<Document> chain(int length) {
        var chain = new ArrayList<Document>();
        for (int i = 1; i <= length; i++) {
            chain.add(
                    ChainedEntry.link(
                            i,
                            i == 1 ? ChainHead.START.hash() : chain.getLast().getString("hash"),
                            entry(i)));
        }
        return chain;
    }

    private static Document entry(int number) {
        return new Document("id", "aud_" + number)
                .append("who", new Document("actor", "anna"))
                .append("count", number);
    }

    private static ChainHead head(List<Document> chain) {
        return new ChainHead(chain.size(), chain.getLast().getString("hash"));
    }

    private AuditVerification check(List<Document> stored) {
        return new ChainCheck(ChainHead.START, head(chain(10)), 1_000).check(stored.iterator());
    }

    private static Document at(List<Document> chain, int sequence) {
        return chain.get(sequence - 1);
    }

    private static Document content(Document stored) {
        return stored.get("entry", Document.class);
    }

    @Test
    void findsNothingWhereNobodyHasBeen() {
        AuditVerification verification = check(chain);
        assertThat(verification.broken()).isNull();
        assertThat(verification.complete()).isTrue();
        assertThat(verification.through()).isEqualTo(head(chain));
    }

    @Test
    void goesOnWhereItHasStopped() {
        var first = new ChainCheck(ChainHead.START, head(chain), 4).check(chain.iterator());
        assertThat(first.complete()).isFalse();
        assertThat(first.through().sequence()).isEqualTo(4);
        var second =
                new ChainCheck(first.through(), head(chain), 100)
                        .check(chain.subList(4, 10).iterator());
        assertThat(second.complete()).isTrue();
        assertThat(second.broken()).isNull();
    }

    @Test
    void namesEachEntryWhoseContentWasEdited() {
        for (int sequence = 1; sequence <= 10; sequence++) {
            List<Document> edited = chain(10);
            content(at(edited, sequence)).get("who", Document.class).put("actor", "bert");
            assertThat(check(edited).broken())
                    .isEqualTo(new BrokenEntry(sequence, "aud_" + sequence, Kind.CHANGED));
        }
    }

    @Test
    void namesEachEntryThatWasReplacedTogetherWithItsHash() {
        for (int sequence = 1; sequence <= 10; sequence++) {
            List<Document> edited = chain(10);
            Document was = at(edited, sequence);
            Document other = content(was);
            other.get("who", Document.class).put("actor", "bert");
            edited.set(sequence - 1, ChainedEntry.link(sequence, was.getString("previous"), other));
            assertThat(check(edited).broken())
                    .isEqualTo(new BrokenEntry(sequence, "aud_" + sequence, Kind.REPLACED));
        }
    }

    @Test
    void namesTheFirstPlaceThatIsEmpty() {
        for (int sequence = 1; sequence <= 10; sequence++) {
            List<Document> cut = chain(10);
            cut.remove(sequence - 1);
            assertThat(check(cut).broken())
                    .isEqualTo(new BrokenEntry(sequence, null, Kind.REMOVED));
        }
    }

    @Test
    void namesTheFirstPlaceOfATailThatWasCutOff() {
        assertThat(check(chain(10).subList(0, 6)).broken())
                .isEqualTo(new BrokenEntry(7, null, Kind.REMOVED));
    }

    @Test
    void namesWhatWasPutInBetween() {
        List<Document> more = chain(10);
        more.add(4, new Document(at(more, 4)).append("_id", 4.5));
        assertThat(check(more).broken()).isEqualTo(new BrokenEntry(5, "aud_4", Kind.INSERTED));
    }

    @Test
    void namesTheFirstThatWasMovedOn() {
        List<Document> more = chain(10);
        more.add(4, ChainedEntry.link(5, at(more, 4).getString("hash"), entry(99)));
        for (int sequence = 6; sequence <= 11; sequence++) {
            at(more, sequence).put("_id", (long) sequence);
        }
        // The one that was put in fits; the first of the old ones does not fit its new place.
        assertThat(check(more).broken()).isEqualTo(new BrokenEntry(6, "aud_5", Kind.CHANGED));
    }

    @Test
    void namesTheFirstOfTwoThatChangedPlaces() {
        List<Document> moved = chain(10);
        Document third = content(at(moved, 3));
        at(moved, 3).put("entry", content(at(moved, 7)));
        at(moved, 7).put("entry", third);
        assertThat(check(moved).broken()).isEqualTo(new BrokenEntry(3, "aud_7", Kind.CHANGED));
    }

    @Test
    void seesAChainThatWasWrittenAnewByItsHead() {
        var forged = new ArrayList<Document>();
        for (int i = 1; i <= 10; i++) {
            forged.add(
                    ChainedEntry.link(
                            i,
                            i == 1 ? ChainHead.START.hash() : forged.getLast().getString("hash"),
                            entry(i + 100)));
        }
        assertThat(check(forged).broken()).isEqualTo(new BrokenEntry(10, "aud_110", Kind.REPLACED));
    }

    @Nested
    class ItsHash {

        @Test
        void isTheSameWhateverTheOrderOfTheFields() {
            assertThat(CanonicalForm.digest(new Document("a", 1).append("b", "x")))
                    .isEqualTo(CanonicalForm.digest(new Document("b", "x").append("a", 1L)));
        }

        @Test
        void tellsValuesApartThatLookAlike() {
            assertThat(
                            List.of(
                                    CanonicalForm.digest(new Document("a", "1")),
                                    CanonicalForm.digest(new Document("a", 1)),
                                    CanonicalForm.digest(new Document("a", 1.0)),
                                    CanonicalForm.digest(new Document("a", List.of(1))),
                                    CanonicalForm.digest(new Document("a", List.of())),
                                    CanonicalForm.digest(new Document("a", new Document())),
                                    CanonicalForm.digest(new Document("a", true)),
                                    CanonicalForm.digest(new Document("a", null)),
                                    CanonicalForm.digest(new Document()),
                                    CanonicalForm.digest(new Document("a", List.of("b", "c"))),
                                    CanonicalForm.digest(new Document("a", List.of("bc")))))
                    .doesNotHaveDuplicates();
        }

        /** Stored chains must stay verifiable for years: this value never changes. */
        @Test
        void isTheSameForEver() {
            assertThat(
                            CanonicalForm.digest(
                                    new Document("text", "árvíz")
                                            .append("number", 42)
                                            .append("list", List.of(true, "x"))))
                    .isEqualTo("31c515b770f67a7df918cf2995158f44bb7bb79671ff4ecf75535f83eb58eb2c");
        }
    }
}
