package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

class PlainJsonTest {

    private final JsonMapper json = PlainJson.strict(JsonMapper.shared());

    enum Kind {
        GOODS
    }

    record Line(String text, BigDecimal quantity, List<String> tags, int pieces, Kind kind) {}

    @Test
    void takesWhatPeopleWrite() {
        var line =
                json.readValue(
                        "{\"text\":\"a\\n\\tb é\",\"quantity\":12.5e2,\"tags\":[\"x\"],"
                                + "\"pieces\":3,\"kind\":\"GOODS\"}",
                        Line.class);
        assertThat(line.text()).isEqualTo("a\n\tb é");
        assertThat(line.quantity()).isEqualByComparingTo("1250");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\\u0000b\"}",
                "{\"text\":\"\\u001b[2J\"}",
                "{\"tags\":[\"a\\u0007\"]}",
                "{\"quantity\":1E+2147483647}",
                "{\"quantity\":1e-2147483647}",
                "{\"quantity\":1e400}",
                "{\"text\":7}",
                "{\"text\":1.5}",
                "{\"text\":true}",
                "{\"tags\":[7]}",
                "{\"pieces\":5.7}",
                "{\"kind\":0}",
                "{\"unknown\":0}",
            })
    void refusesWhatDoesNotFit(String text) {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> json.readValue(text, Line.class));
    }
}
