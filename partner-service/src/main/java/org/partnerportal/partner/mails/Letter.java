package org.partnerportal.partner.mails;

import java.util.regex.Pattern;

/**
 * A mail as it is sent.
 *
 * @param to one address, without a name
 * @param subject one line
 * @param text plain
 */
public record Letter(String to, String subject, String text) {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s,;:<>()\"\\p{Cntrl}]+@[^\\s,;:<>()\"\\p{Cntrl}]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    public Letter {
        // A line break here would be a header of somebody else's choice.
        if (!ADDRESS.matcher(to).matches()) {
            throw new IllegalArgumentException("Not one plain mail address");
        }
        subject = CONTROL.matcher(subject).replaceAll(" ").strip();
    }
}
