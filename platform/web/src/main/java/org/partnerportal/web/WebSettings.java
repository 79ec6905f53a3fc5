package org.partnerportal.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What holds for every HTTP request.
 *
 * @param maxBody larger bodies are refused with 413; files have limits of their own
 * @param defaultLimit how many items a page has where the caller does not say
 * @param maxLimit how many items a page has at most
 * @param cursorSecret signs the cursors of lists; at least 32 characters, the same for every
 *     instance of a service; without it a service starts in the profiles {@code local} and {@code
 *     test} alone
 * @param drain how long a service that was told to stop still takes requests after it has left the
 *     registry; longer than the gateway takes to read the registry, and nothing where a restart
 *     need not go unnoticed
 */
@ConfigurationProperties("portal.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("50") int defaultLimit,
        @DefaultValue("200") int maxLimit,
        @Nullable String cursorSecret,
        @DefaultValue("0s") Duration drain) {}
