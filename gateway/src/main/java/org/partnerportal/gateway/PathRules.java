package org.partnerportal.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * Paths that lead elsewhere, or mean one thing here and another behind, are refused at the door.
 */
@Configuration(proxyBeanMethods = false)
class PathRules {

    @Bean
    ServerWebExchangeFirewall firewall() {
        var strict = new StrictServerWebExchangeFirewall();
        return exchange ->
                isText(exchange)
                        ? strict.getFirewalledExchange(exchange)
                        : Mono.error(new ServerExchangeRejectedException("The path is no UTF-8"));
    }

    @Bean
    ServerExchangeRejectedHandler rejectedPaths(Problems problems) {
        return (exchange, rejected) -> problems.write(exchange, Problem.BAD_REQUEST);
    }

    private static boolean isText(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        try {
            byte[] bytes =
                    UriUtils.decode(path, StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return false;
        }
    }
}
