package org.partnerportal.traced;

import java.time.Instant;
import org.partnerportal.kernel.Decided;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;

/** Notes in the store: aggregates with one event. */
final class Notes extends MongoAggregates<String, Notes.Note, Notes.Noted, Notes.NoteState> {

    record Note(String id, String text) {}

    record Noted(String text) {}

    record NoteState(String text) {}

    Notes(AggregateStores stores) {
        super(stores, "notes", NoteState.class);
    }

    static Decided<Note, Noted> written(String id, String text) {
        return Decided.of(new Note(id, text), new Noted(text));
    }

    @Override
    protected String text(String id) {
        return id;
    }

    @Override
    protected String idOf(Note note) {
        return note.id();
    }

    @Override
    protected NoteState toState(Note note) {
        return new NoteState(note.text());
    }

    @Override
    protected Note toAggregate(String id, long version, NoteState state) {
        return new Note(id, state.text());
    }

    @Override
    protected WireEvent toWire(Note next, Noted event) {
        return WireEvent.of("sample.noted", null, Instant.EPOCH, event);
    }
}
