package org.parley.broker.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;

/**
 * Who has a direct conversation with whom: each pair is one {@code long} of two users' numbers, in
 * a hash table without chains, which takes 11 to 22 bytes for it, and a user about 120. One thread
 * writes, any thread asks.
 */
final class ContactPairs {

    /** Users are numbered from 1, so no pair is. */
    private static final long FREE = 0;

    /** A pair was here, and others that are further on passed it by. */
    private static final long GONE = -1;

    private static final int SMALLEST = 64;

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile AtomicLongArray table = new AtomicLongArray(SMALLEST);
    private volatile int size;

    /** Places that are not free. */
    private int taken;

    boolean has(UserId one, UserId other) {
        Integer first = numbers.get(one.value());
        Integer second = numbers.get(other.value());
        return first != null && second != null && find(table, pair(first, second)) >= 0;
    }

    /** Nothing happens where it is known already. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    void add(UserId one, UserId other) {
        long pair = pair(number(one), number(other));
        if (find(table, pair) >= 0) return;
        if ((taken + 1) * 4L > table.length() * 3L) rebuild();
        put(table, pair);
        taken++;
        size++;
    }

    /** Whether it was there. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    boolean remove(UserId one, UserId other) {
        Integer first = numbers.get(one.value());
        Integer second = numbers.get(other.value());
        int at = first == null || second == null ? -1 : find(table, pair(first, second));
        if (at < 0) return false;
        table.set(at, GONE);
        size--;
        return true;
    }

    int size() {
        return size;
    }

    /** Each pair; one that comes or goes meanwhile is told or not. */
    void forEach(BiConsumer<UserId, UserId> listener) {
        AtomicLongArray all = table;
        @Nullable String[] known = names();
        for (int i = 0; i < all.length(); i++) {
            long pair = all.get(i);
            if (pair == FREE || pair == GONE) continue;
            UserId one = user((int) (pair >>> 32), known);
            UserId other = user((int) pair, known);
            if (one == null || other == null) continue;
            if (one.compareTo(other) < 0) listener.accept(one, other);
            else listener.accept(other, one);
        }
    }

    private @Nullable String[] names() {
        @Nullable String[] known = new String[numbers.size() + 1];
        numbers.forEach((name, number) -> {
            if (number < known.length) known[number] = name;
        });
        return known;
    }

    /** Null for one who came meanwhile. */
    private static @Nullable UserId user(int number, @Nullable String[] names) {
        String name = number < names.length ? names[number] : null;
        return name == null ? null : new UserId(name);
    }

    private int number(UserId user) {
        Integer known = numbers.get(user.value());
        if (known != null) return known;
        int fresh = numbers.size() + 1;
        numbers.put(user.value(), fresh);
        return fresh;
    }

    private static long pair(int one, int other) {
        return one < other ? (long) one << 32 | other : (long) other << 32 | one;
    }

    /** With room for as many again as there are, at least. */
    private void rebuild() {
        int length = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) * 4);
        AtomicLongArray old = table;
        AtomicLongArray fresh = new AtomicLongArray(length);
        for (int i = 0; i < old.length(); i++) {
            long pair = old.get(i);
            if (pair != FREE && pair != GONE) put(fresh, pair);
        }
        taken = size;
        table = fresh;
    }

    private static void put(AtomicLongArray table, long pair) {
        int at = start(table, pair);
        while (table.get(at) != FREE) at = next(table, at);
        table.set(at, pair);
    }

    private static int find(AtomicLongArray table, long pair) {
        int at = start(table, pair);
        for (long found = table.get(at); found != FREE; found = table.get(at)) {
            if (found == pair) return at;
            at = next(table, at);
        }
        return -1;
    }

    private static int start(AtomicLongArray table, long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & table.length() - 1;
    }

    private static int next(AtomicLongArray table, int at) {
        return at + 1 & table.length() - 1;
    }
}
