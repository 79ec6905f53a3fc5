package org.partnerportal.stack.faults.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;

/** An endless row of stories that follows from the seed alone: the same seed, the same script. */
public final class Script {

    public static final int PARTNERS = 4;
    public static final int PRODUCTS = 3;

    /** So many neighbouring stories choose among so many customers: about every third collides. */
    private static final int WINDOW = 10;

    private static final int CUSTOMERS = 8;

    private final long seed;

    private Script(long seed) {
        this.seed = seed;
    }

    /**
     * @param chapter the fault that the stories are played around; each has stories of its own
     */
    public static Script of(long seed, String chapter) {
        return new Script(seed * 31 + chapter.hashCode());
    }

    /** The same however often and in whichever order it is asked for. */
    public Story story(int number) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        var products = new ArrayList<Integer>();
        products.add(random.nextInt(PRODUCTS));
        if (random.nextInt(5) == 0) {
            products.add((products.getFirst() + 1) % PRODUCTS);
        }
        int customer = number / WINDOW * CUSTOMERS + random.nextInt(CUSTOMERS);
        int partner = random.nextInt(PARTNERS);
        Story.Ending ending = ending(random.nextInt(100));
        boolean repeats = random.nextInt(8) == 0;
        BigDecimal estimate = amount(random, 100_000_00);
        return new Story(
                number,
                partner,
                customer,
                products,
                estimate,
                ending,
                repeats,
                ending == Story.Ending.WON ? Optional.of(order(random)) : Optional.empty());
    }

    private static Story.Ending ending(int percent) {
        if (percent < 6) {
            return Story.Ending.WITHDRAWN_AS_DRAFT;
        }
        if (percent < 14) {
            return Story.Ending.WITHDRAWN_AFTER_SUBMISSION;
        }
        if (percent < 22) {
            return Story.Ending.REJECTED;
        }
        if (percent < 38) {
            return Story.Ending.APPROVED;
        }
        if (percent < 46) {
            return Story.Ending.REVOKED;
        }
        return percent < 56 ? Story.Ending.LOST : Story.Ending.WON;
    }

    private static Story.Order order(SplittableRandom random) {
        var nets = new ArrayList<BigDecimal>();
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            nets.add(amount(random, 20_000_00));
        }
        Optional<BigDecimal> credit =
                random.nextInt(3) == 0
                        ? Optional.of(part(nets.getFirst(), 1 + random.nextInt(9)))
                        : Optional.empty();
        return new Story.Order(nets, credit, random.nextInt(2) == 0, random.nextInt(4) == 0);
    }

    private static BigDecimal amount(SplittableRandom random, int mostCents) {
        return BigDecimal.valueOf(10_000L + random.nextInt(mostCents), 2);
    }

    private static BigDecimal part(BigDecimal net, int tenths) {
        return net.multiply(BigDecimal.valueOf(tenths))
                .divide(BigDecimal.TEN, 2, java.math.RoundingMode.HALF_UP);
    }

    /** Random choices of the fault itself, from the same seed. */
    public SplittableRandom choices() {
        return new SplittableRandom(seed);
    }
}
