package org.partnerportal.partner.applications.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a web or mail address that somebody registered: {@code acme.co.uk}. */
public final class InternetDomain {

    private static final Pattern HOST =
            Pattern.compile("^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@]*@)?([a-z0-9.-]+)");

    /** Second levels under which country registries let others register. */
    private static final Set<String> PUBLIC_SECOND_LEVELS =
            Set.of("co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "info");

    private InternetDomain() {}

    /** Of a web address, with or without scheme and path, or of a mail address. */
    public static Optional<String> of(String address) {
        Matcher host = HOST.matcher(address.strip().toLowerCase(Locale.ROOT));
        if (!host.find()) {
            return Optional.empty();
        }
        String[] labels = host.group(1).split("\\.", -1);
        int length = labels.length;
        if (length < 2) {
            return Optional.empty();
        }
        boolean threeLabels =
                length > 2
                        && labels[length - 1].length() == 2
                        && PUBLIC_SECOND_LEVELS.contains(labels[length - 2]);
        String two = labels[length - 2] + "." + labels[length - 1];
        return Optional.of(threeLabels ? labels[length - 3] + "." + two : two);
    }
}
