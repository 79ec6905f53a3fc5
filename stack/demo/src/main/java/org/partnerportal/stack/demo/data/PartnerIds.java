package org.partnerportal.stack.demo.data;

import java.text.Normalizer;
import java.util.Locale;
import org.partnerportal.kernel.Ids;

/**
 * The id that the partner import gives to a partner: it follows from the business key, country and
 * name, so files that refer to a partner can be written before the partner exists.
 */
public final class PartnerIds {

    private PartnerIds() {}

    public static String of(String country, String name) {
        String normalised =
                Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .strip()
                        .replaceAll("\\s+", " ")
                        .toLowerCase(Locale.ROOT);
        return Ids.derived("ptr", country, normalised);
    }
}
