package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LatestStateTest {

    record Known(String name) {}

    private final LatestState<Known> states =
            new LatestState<>(TestStore.empty(), "known", Known.class);

    @Test
    void keepsWhatIsNew() {
        assertThat(states.put("a", 1, new Known("first"))).isTrue();
        assertThat(states.put("a", 2, new Known("second"))).isTrue();
        assertThat(states.find("a")).contains(new Known("second"));
    }

    @Test
    void ignoresWhatIsOlder() {
        states.put("a", 2, new Known("second"));
        assertThat(states.put("a", 1, new Known("first"))).isFalse();
        assertThat(states.find("a")).contains(new Known("second"));
    }

    @Test
    void ignoresWhatItHasAlready() {
        states.put("a", 2, new Known("second"));
        assertThat(states.put("a", 2, new Known("again"))).isFalse();
        assertThat(states.find("a")).contains(new Known("second"));
    }

    @Test
    void endsAtTheNewestWhoeverIsFirst() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "r" + round;
            var versions = new ArrayList<Integer>();
            for (int version = 1; version <= 8; version++) {
                versions.add(version);
            }
            Collections.reverse(versions);
            var start = new CyclicBarrier(versions.size());
            try (var threads = Executors.newFixedThreadPool(versions.size())) {
                for (int version : versions) {
                    var _ =
                            threads.submit(() -> {
                                start.await();
                                return states.put(id, version, new Known("v" + version));
                            });
                }
            }
            assertThat(states.find(id)).contains(new Known("v8"));
        }
    }
}
