package org.partnerportal.stack.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.partnerportal.stack.client.FakeSuite.Reply;

class PortalTest {

    private static FakeSuite answering(Reply... replies) throws IOException {
        var queue = new ArrayDeque<>(List.of(replies));
        return new FakeSuite(_ -> queue.removeFirst());
    }

    @Test
    void asksInTheNameOfTheUserAndSignsInOnce() throws IOException {
        try (var suite = answering(Reply.of(200, "{}"), Reply.of(200, "{}"))) {
            Portal portal = suite.portal();

            portal.get("/products", "cara.losch");
            portal.get("/products", "cara.losch");

            assertThat(suite.requests)
                    .allSatisfy(it -> {
                        assertThat(it.user()).isEqualTo("cara.losch");
                        assertThat(it.token()).isEqualTo(1);
                        assertThat(it.call()).isEqualTo("GET /products");
                    });
        }
    }

    @Test
    void signsInAgainWhenItsTokenIsNotTakenAnyMore() throws IOException {
        try (var suite = answering(Reply.of(401, ""), Reply.of(200, "{}"))) {
            suite.portal().get("/products", "cara.losch");

            assertThat(suite.requests).extracting(FakeSuite.Request::token).containsExactly(1, 2);
        }
    }

    @Test
    void insistsOnTheSameCommandWhileTheServiceIsAway() throws IOException {
        try (var suite =
                answering(
                        Reply.of(503, "{\"code\":\"gateway.service-unavailable\"}"),
                        Reply.of(504, "{\"code\":\"gateway.timeout\"}"),
                        Reply.of(201, "{}"))) {
            Call call = Call.post("/deals", "cara.losch").key("k");

            Answer answer = suite.portal().send(call);

            assertThat(answer.status()).isEqualTo(201);
            assertThat(suite.requests).hasSize(3).allMatch(it -> "k".equals(it.key()));
            assertThat(suite.waited()).isPositive();
            assertThat(suite.notes).hasSize(2);
        }
    }

    @Test
    void readsAListPageAfterPage() throws IOException {
        try (var suite =
                answering(
                        Reply.of(200, "{\"items\":[1,2],\"nextCursor\":\"a b\"}"),
                        Reply.of(200, "{\"items\":[3],\"nextCursor\":null}"))) {

            assertThat(suite.portal().all("/deals?state=WON", "cara.losch")).hasSize(3);
            assertThat(suite.requests)
                    .extracting(FakeSuite.Request::call)
                    .containsExactly(
                            "GET /deals?state=WON&limit=200",
                            "GET /deals?state=WON&limit=200&cursor=a%20b");
        }
    }

    @Test
    void saysWhatWasAnsweredInsteadOfWhatWasExpected() throws IOException {
        try (var suite = answering(Reply.of(403, "{\"code\":\"common.forbidden\"}"))) {
            Portal portal = suite.portal();

            assertThatThrownBy(() -> portal.get("/partners", "cara.losch"))
                    .isInstanceOf(ClientFailure.class)
                    .hasMessageContaining("GET /partners as cara.losch")
                    .hasMessageContaining("403")
                    .hasMessageContaining("common.forbidden");
        }
    }

    @Test
    void knowsTheVersionOfWhatItWasShown() throws IOException {
        try (var suite = answering(new Reply(200, "{}", "\"7\""))) {
            assertThat(suite.portal().send(Call.get("/deals/1", "cara.losch")).version())
                    .isEqualTo(7);
        }
    }
}
