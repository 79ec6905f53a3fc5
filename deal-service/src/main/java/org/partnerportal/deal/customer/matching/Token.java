package org.partnerportal.deal.customer.matching;

/**
 * A word of a name.
 *
 * @param text in small Latin letters
 * @param meaning what it stands for; words of the same meaning share it, whatever their language
 * @param weight how much it tells the organisation from others, from 0 (nothing) to 1
 */
record Token(String text, String meaning, double weight, Kind kind) {

    enum Kind {
        /** A word that few names have. */
        RARE,
        /** A trade, a kind of organisation, a filler. */
        COMMON,
        PLACE,
        /** A number, in figures, in Roman figures or in words; a letter that counts. */
        NUMBER
    }

    /** The shorter a word is, the more names have it by chance. */
    static Token rare(String text) {
        double weight =
                switch (text.length()) {
                    case 0, 1 -> 0.4;
                    case 2 -> 0.6;
                    case 3 -> 0.85;
                    default -> 1;
                };
        return new Token(text, text, weight, Kind.RARE);
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isPlace() {
        return kind == Kind.PLACE;
    }

    boolean isRare() {
        return kind == Kind.RARE;
    }
}
