package org.partnerportal.stack.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP/1.1 requests on connections that are kept open, from one thread that does as little as
 * it can: the machine is shared with what is measured.
 */
public final class HttpLoad {

    private static final long GRACE = Duration.ofSeconds(5).toNanos();

    /** The system's timer is too coarse for what is due within this. */
    private static final long SOON = 2_000_000;

    private static final long NAP = 50_000;
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final InetSocketAddress target;
    private final Selector selector;
    private final List<Group> groups = new ArrayList<>();
    private final long counted;
    private final long end;
    private int inFlight;

    private HttpLoad(
            InetSocketAddress target,
            List<Callers> callers,
            Duration settling,
            Duration length,
            Selector selector)
            throws IOException {
        this.target = target;
        this.selector = selector;
        for (Callers each : callers) {
            groups.add(new Group(each));
        }
        long start = System.nanoTime();
        this.counted = start + settling.toNanos();
        this.end = counted + length.toNanos();
        for (Group group : groups) {
            group.begin(start, settling.plus(length));
        }
    }

    /**
     * Loads the target for so long.
     *
     * @return what each group of callers met, under its name
     */
    public static Map<String, Tally> run(
            InetSocketAddress target, Duration length, List<Callers> callers) throws IOException {
        return run(target, Duration.ZERO, length, callers);
    }

    /**
     * The same, where the beginning is not counted: connections are opened then, and buckets that
     * filled up meanwhile are emptied.
     *
     * @param settling how long answers are not counted; failures always are
     */
    public static Map<String, Tally> run(
            InetSocketAddress target, Duration settling, Duration length, List<Callers> callers)
            throws IOException {
        try (var selector = Selector.open()) {
            return new HttpLoad(target, callers, settling, length, selector).run();
        }
    }

    private Map<String, Tally> run() throws IOException {
        long now = System.nanoTime();
        while (now < end || (inFlight > 0 && now < end + GRACE)) {
            long due = send(now);
            look(now, due);
            now = System.nanoTime();
        }
        var tallies = new HashMap<String, Tally>();
        for (Group group : groups) {
            group.close(now);
            group.tally.lasted((end - counted) / 1e9);
            tallies.put(group.callers.name(), group.tally);
        }
        return tallies;
    }

    /** Sends what is due and can be sent; says when something is due again. */
    private long send(long now) throws IOException {
        long due = end;
        for (Group group : groups) {
            due = Math.min(due, group.send(now));
        }
        return due;
    }

    private void look(long now, long due) throws IOException {
        long wait = Math.min(due - now, GRACE);
        if (wait > SOON) {
            selector.select(this::read, Math.max(1, wait / 1_000_000 - 1));
        } else if (selector.selectNow(this::read) == 0 && wait > 0) {
            LockSupport.parkNanos(Math.min(wait, NAP));
        }
    }

    private void read(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            connection.read();
        }
    }

    private final class Group {

        final Callers callers;
        final Tally tally = new Tally();
        final Deque<Connection> idle = new ArrayDeque<>();
        private final List<ByteBuffer> requests;
        private final List<Connection> connections = new ArrayList<>();
        private @Nullable Arrivals arrivals;
        private int sent;

        Group(Callers callers) throws IOException {
            this.callers = callers;
            this.requests =
                    callers.requests().stream()
                            .map(bytes -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip())
                            .toList();
            for (int each = 0; each < callers.connections(); each++) {
                var connection = new Connection(this);
                connections.add(connection);
                idle.add(connection);
            }
        }

        void begin(long start, Duration length) {
            if (callers.onSchedule()) {
                arrivals = new Arrivals(start, callers.perSecond(), length);
            }
        }

        long send(long now) throws IOException {
            Arrivals schedule = arrivals;
            while (!idle.isEmpty()) {
                long intended = now;
                if (schedule != null) {
                    intended = schedule.take(now);
                    if (intended == Arrivals.NOTHING) {
                        return schedule.done() ? end : schedule.next();
                    }
                } else if (now >= end) {
                    return end;
                }
                idle.remove().send(next(), intended);
            }
            // Nothing can go before an answer comes.
            return end;
        }

        private ByteBuffer next() {
            sent = (sent + 1) % requests.size();
            return requests.get(sent).duplicate();
        }

        /** What is still unanswered, or was never sent for want of a connection, has failed. */
        void close(long now) {
            for (Connection connection : connections) {
                connection.close();
            }
            Arrivals schedule = arrivals;
            while (schedule != null && schedule.take(now) != Arrivals.NOTHING) {
                tally.failed();
            }
        }
    }

    private final class Connection {

        private final Group group;
        private final ByteBuffer received = ByteBuffer.allocate(LARGEST_ANSWER);
        private @Nullable SocketChannel channel;
        private long intended;
        private boolean waiting;

        Connection(Group group) throws IOException {
            this.group = group;
            open();
        }

        private SocketChannel open() throws IOException {
            SocketChannel opened = SocketChannel.open(target);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.configureBlocking(false);
            opened.register(selector, SelectionKey.OP_READ, this);
            channel = opened;
            return opened;
        }

        void send(ByteBuffer request, long intended) throws IOException {
            this.intended = intended;
            waiting = true;
            inFlight++;
            SocketChannel open = channel != null ? channel : open();
            try {
                while (request.hasRemaining()) {
                    open.write(request);
                }
            } catch (IOException e) {
                broke();
            }
        }

        void read() {
            try {
                SocketChannel open = channel;
                if (open == null || open.read(received) < 0) {
                    broke();
                    return;
                }
                Answer answer = waiting ? Answer.in(received) : null;
                if (answer != null) {
                    answered(answer);
                }
            } catch (IOException e) {
                broke();
            }
        }

        private void answered(Answer answer) {
            received.clear();
            waiting = false;
            inFlight--;
            if (intended >= counted) {
                group.tally.answered(
                        answer.status(), answer.retryAfter(), intended, System.nanoTime());
            }
            if (answer.closes()) {
                close();
            }
            group.idle.add(this);
        }

        private void broke() {
            close();
            group.idle.remove(this);
            group.idle.add(this);
        }

        /** A request without an answer has failed. */
        void close() {
            if (waiting) {
                waiting = false;
                inFlight--;
                group.tally.failed();
            }
            received.clear();
            SocketChannel open = channel;
            channel = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    // It is gone either way.
                }
            }
        }
    }
}
