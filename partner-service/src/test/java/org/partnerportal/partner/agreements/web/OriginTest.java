package org.partnerportal.partner.agreements.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                        | 1 | 10.0.0.1
                    203.0.113.7               | 1 | 203.0.113.7
                    6.6.6.6, 203.0.113.7      | 1 | 203.0.113.7
                    6.6.6.6, 203.0.113.7, 9.9 | 2 | 203.0.113.7
                    203.0.113.7               | 2 | 203.0.113.7
                    203.0.113.7               | 0 | 10.0.0.1
                    2001:db8::1               | 1 | 2001:db8::1
                    <script>                  | 1 | 10.0.0.1
                    """)
    void isWhatOurOwnProxiesSawNotWhatTheClientClaims(
            String forwarded, int proxies, String address) {
        assertThat(Origin.address(forwarded, "10.0.0.1", proxies)).isEqualTo(address);
    }
}
