package org.partnerportal.partner.partner.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Company names as a person compares them: without accents, punctuation and legal form. */
public final class CompanyName {

    private static final Set<String> LEGAL_FORMS =
            Set.of(
                    "ab",
                    "ag",
                    "as",
                    "asa",
                    "bt",
                    "bv",
                    "co",
                    "company",
                    "corp",
                    "corporation",
                    "doo",
                    "ek",
                    "ev",
                    "gbr",
                    "gmbh",
                    "inc",
                    "incorporated",
                    "kft",
                    "kg",
                    "kgaa",
                    "kkt",
                    "limited",
                    "llc",
                    "llp",
                    "lp",
                    "ltd",
                    "nv",
                    "nyrt",
                    "og",
                    "ohg",
                    "oy",
                    "oyj",
                    "plc",
                    "pte",
                    "pty",
                    "rt",
                    "sa",
                    "sarl",
                    "sas",
                    "se",
                    "sl",
                    "spa",
                    "srl",
                    "sro",
                    "ug",
                    "zrt");

    private CompanyName() {}

    /** Equal for names that are likely to be the same company's; never shown. */
    public static String key(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT)
                        // Dots only separate the letters of a legal form: S.A., B.V.
                        .replace(".", "")
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip();
        List<String> words = new ArrayList<>(List.of(plain.split(" ", -1)));
        while (words.size() > 1 && LEGAL_FORMS.contains(words.getLast())) {
            words.removeLast();
        }
        return String.join(" ", words);
    }
}
