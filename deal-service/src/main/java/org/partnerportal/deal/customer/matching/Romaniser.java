package org.partnerportal.deal.customer.matching;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a name in small Latin letters without marks, whichever of the Latin, Cyrillic or Greek
 * script it came in. Nothing but letters, digits and blanks is left; what joins the letters of an
 * abbreviation ("S.p.A.", "McDonald's") is dropped, whatever else separates becomes a blank.
 */
final class Romaniser {

    private static final Map<Character, String> LETTERS = letters();
    private static final Pattern ARTICLE =
            Pattern.compile("(^| )(d|l|dell|all|nell|sull|dall|un|qu)$");

    private Romaniser() {}

    static String romanise(String text) {
        String marked = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var latin = new StringBuilder(marked.length() + 8);
        for (int i = 0; i < marked.length(); i++) {
            char letter = marked.charAt(i);
            String known = LETTERS.get(letter);
            if (known != null) {
                latin.append(known);
            } else {
                latin.append(letter);
            }
        }
        String bare = Normalizer.normalize(latin, Normalizer.Form.NFD);
        var clean = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char letter = bare.charAt(i);
            if (Character.isLetterOrDigit(letter)) {
                clean.append(letter);
            } else if (letter == '.') {
                clean.append(joins(bare, i) ? "" : " ");
            } else if (isApostrophe(letter) ? endsWithArticle(clean) : !isMark(letter)) {
                clean.append(' ');
            }
        }
        return clean.toString().strip().replaceAll(" +", " ");
    }

    /**
     * Whether the dot stands within or behind an abbreviation of single letters, as in "s.r.o.".
     */
    private static boolean joins(String text, int dot) {
        boolean single =
                dot > 0
                        && Character.isLetter(text.charAt(dot - 1))
                        && (dot == 1 || !Character.isLetterOrDigit(text.charAt(dot - 2)));
        return single
                && dot + 1 < text.length()
                && Character.isLetter(text.charAt(dot + 1))
                && (dot + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(dot + 2)));
    }

    /** "d'Industrie" and "dell'Arte" are two words, "McDonald's" is one. */
    private static boolean endsWithArticle(CharSequence text) {
        return ARTICLE.matcher(text).find();
    }

    private static boolean isApostrophe(char letter) {
        return "'’‘`´ʼ".indexOf(letter) >= 0;
    }

    private static boolean isMark(char letter) {
        return Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    private static Map<Character, String> letters() {
        var map = new HashMap<Character, String>();
        put(map, "ß ss æ ae œ oe ø o ł l đ d ð d þ th ħ h ı i ŋ ng ſ s ə a");
        // Cyrillic, as most passports and registers write it.
        put(
                map,
                "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u"
                        + " ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya є ye і i ї i ґ g ў u");
        put(map, "ј j љ lj њ nj ћ c ђ dj џ dz ѓ gj ќ kj ѕ dz");
        map.put('ъ', "");
        map.put('ь', "");
        put(
                map,
                "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t"
                        + " υ y φ f χ ch ψ ps ω o ά a έ e ή i ί i ό o ύ y ώ o ϊ i ϋ y ΐ i ΰ y");
        return map;
    }

    private static void put(Map<Character, String> map, String pairs) {
        String[] parts = pairs.split(" ", -1);
        for (int i = 0; i < parts.length; i += 2) {
            map.put(parts[i].charAt(0), parts[i + 1]);
        }
    }
}
