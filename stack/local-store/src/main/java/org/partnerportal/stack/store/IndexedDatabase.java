package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A database whose declared indexes are used, the non-unique ones too. */
final class IndexedDatabase extends MemoryDatabase {

    /** Filled while the base class is still being made, hence not in the declaration. */
    private @Nullable Map<String, IndexedCollection> collections;

    private final CursorRegistry cursors;

    IndexedDatabase(String name, CursorRegistry cursors) {
        super(name, cursors);
        this.cursors = cursors;
    }

    Map<String, IndexedCollection> collections() {
        if (collections == null) {
            collections = new ConcurrentHashMap<>();
        }
        return collections;
    }

    @Override
    protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
        var collection = new IndexedCollection(this, name, options, cursors);
        collections().put(name, collection);
        return collection;
    }

    @Override
    protected @Nullable Index<Integer> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        look(collection, keys);
        return super.openOrCreateSecondaryIndex(collection, name, keys, sparse);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        look(collection, keys);
        return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
    }

    /**
     * The leading field narrows a search down; the rest of the query is matched on what is left.
     */
    private void look(String collection, List<IndexKey> keys) {
        IndexedCollection there = collections().get(collection);
        if (there != null) {
            there.indexBy(keys.getFirst().getKey());
        }
    }
}
