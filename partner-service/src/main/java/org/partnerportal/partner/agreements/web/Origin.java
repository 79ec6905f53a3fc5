package org.partnerportal.partner.agreements.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.agreements.application.AcceptAgreement;
import org.partnerportal.web.Caller;
import org.springframework.http.HttpHeaders;

/** Where a request comes from, as far as it can be believed. */
final class Origin {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final int LONGEST = 512;

    private Origin() {}

    static AcceptAgreement.Person of(
            HttpServletRequest request, Caller caller, Locale locale, int trustedProxies) {
        String forwarded =
                String.join(", ", Collections.list(request.getHeaders(FORWARDED_FOR))).strip();
        return new AcceptAgreement.Person(
                caller.subject(),
                caller.username(),
                address(forwarded, request.getRemoteAddr(), trustedProxies),
                forwarded.isEmpty() ? null : bounded(forwarded),
                bounded(request.getHeader(HttpHeaders.USER_AGENT)),
                locale.toLanguageTag());
    }

    /**
     * Each proxy of ours adds the address that it saw at the end; what stands before those was
     * claimed by the client.
     */
    static String address(String forwarded, String connected, int trustedProxies) {
        String[] chain = forwarded.split(",", -1);
        if (forwarded.isEmpty() || trustedProxies < 1) {
            return connected;
        }
        String seen = chain[Math.max(0, chain.length - trustedProxies)].strip();
        return ADDRESS.matcher(seen).matches() ? seen : connected;
    }

    private static @Nullable String bounded(@Nullable String header) {
        return header == null || header.length() <= LONGEST ? header : header.substring(0, LONGEST);
    }
}
