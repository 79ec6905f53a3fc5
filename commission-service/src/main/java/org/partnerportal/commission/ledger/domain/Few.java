package org.partnerportal.commission.ledger.domain;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of few keys in their order. Every entry of a ledger carries one that differs
 * from its predecessor's in a single value, so a changed copy must cost next to nothing.
 */
public final class Few<K extends Comparable<? super K>, V> extends AbstractMap<K, V> {

    private final K[] keys;
    private final V[] values;

    private Few(K[] keys, V[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** None. */
    @SuppressWarnings("unchecked") // an empty array holds nothing of a wrong type
    public static <K extends Comparable<? super K>, V> Few<K, V> none() {
        return new Few<>((K[]) new Comparable<?>[0], (V[]) new Object[0]);
    }

    /** The same entries, in the order of their keys. */
    public static <K extends Comparable<? super K>, V> Few<K, V> of(Map<K, V> entries) {
        Few<K, V> few = none();
        for (Map.Entry<K, V> entry : new TreeMap<>(entries).entrySet()) {
            few = few.with(entry.getKey(), entry.getValue());
        }
        return few;
    }

    /** A copy in which the key has this value. */
    public Few<K, V> with(K key, V value) {
        int place = place(key);
        if (place >= 0) {
            V[] changed = values.clone();
            changed[place] = value;
            return new Few<>(keys, changed);
        }
        int at = 0;
        while (at < keys.length && keys[at].compareTo(key) < 0) {
            at++;
        }
        K[] moreKeys = opened(keys, at);
        V[] moreValues = opened(values, at);
        moreKeys[at] = key;
        moreValues[at] = value;
        return new Few<>(moreKeys, moreValues);
    }

    private static <T> T[] opened(T[] array, int at) {
        T[] more = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, more, at + 1, array.length - at);
        return more;
    }

    /** A copy without the key. */
    public Few<K, V> without(K key) {
        int place = place(key);
        return place < 0 ? this : new Few<>(closed(keys, place), closed(values, place));
    }

    private static <T> T[] closed(T[] array, int at) {
        T[] less = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, less, at, less.length - at);
        return less;
    }

    /** The first key in order; there must be one. */
    public K firstKey() {
        return keys[0];
    }

    private int place(@Nullable Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int place = place(key);
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return place(key) >= 0;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return IntStream.range(0, keys.length)
                        .mapToObj(i -> Map.entry(keys[i], values[i]))
                        .iterator();
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }
}
