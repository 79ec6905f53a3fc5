package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.partnerportal.gateway.UnderWay.Overloaded;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class UnderWayTest {

    private static final int PLACES = 4;

    private final UnderWay underWay = withPlaces(PLACES);
    private final List<Disposable> running = new ArrayList<>();

    @Test
    void refusesWhatDoesNotFit() {
        assertThat(comeIn("anna", 6)).isEqualTo(PLACES);
    }

    @Test
    void letsNobodyTakeThePlacesOfTheOthers() {
        comeIn("anna", 6);

        assertThat(comeIn("bela", 6)).as("an equal share of two").isEqualTo(2);
        assertThat(comeIn("cili", 6)).as("an equal share of three").isEqualTo(1);
        assertThat(comeIn("anna", 1)).isZero();
    }

    /** Each share alone is small, but they were larger when fewer shared. */
    @Test
    void neverLetsInMoreThanTwiceThePlaces() {
        UnderWay eight = withPlaces(8);

        int among = IntStream.range(0, 9).map(each -> comeIn(eight, "caller " + each, 20)).sum();

        assertThat(among).isEqualTo(16);
    }

    @Test
    void isFullWhenEverybodyHasLittle() {
        int among = IntStream.range(0, 20).map(each -> comeIn("caller " + each, 1)).sum();

        assertThat(among).isEqualTo(PLACES);
    }

    @Test
    void givesAPlaceBackHoweverACallEnds() {
        Sinks.Empty<Void> answer = Sinks.empty();
        Sinks.Empty<Void> failure = Sinks.empty();
        underWay.one("anna", answer.asMono()).subscribe();
        underWay.one("anna", failure.asMono()).onErrorComplete().subscribe();
        comeIn("anna", 2);
        assertThat(comeIn("anna", 1)).isZero();

        answer.tryEmitEmpty();
        failure.tryEmitError(new IllegalStateException("no answer"));
        running.getFirst().dispose();

        assertThat(comeIn("anna", 6)).isEqualTo(3);
    }

    /** How many of so many calls, none of which ends, were let in. */
    private int comeIn(String owner, int calls) {
        return comeIn(underWay, owner, calls);
    }

    private int comeIn(UnderWay underWay, String owner, int calls) {
        int in = 0;
        for (int call = 0; call < calls; call++) {
            var refused = new ArrayList<Throwable>();
            Disposable one = underWay.one(owner, Mono.never()).subscribe(_ -> {}, refused::add);
            if (refused.isEmpty()) {
                running.add(one);
                in++;
            } else {
                assertThat(refused).singleElement().isInstanceOf(Overloaded.class);
            }
        }
        return in;
    }

    private static UnderWay withPlaces(int places) {
        return new UnderWay(
                "deal-service",
                new LoadSettings(
                        true,
                        places,
                        places,
                        places,
                        2,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1)),
                new SimpleMeterRegistry());
    }
}
