package org.partnerportal.stack.launcher;

/**
 * The suite's port numbers, all moved by one offset so that two suites can run side by side.
 *
 * @param offset added to every number
 */
public record Ports(int offset) {

    static final String OFFSET = "PORTAL_PORT_OFFSET";

    private static final int HIGHEST_BASE = 27017;

    /** An offset that would move the highest port out of the range is refused. */
    public Ports {
        if (offset < 0 || offset + HIGHEST_BASE > 65535) {
            throw new SuiteFailure(
                    OFFSET
                            + " is "
                            + offset
                            + ": expected a number from 0 to "
                            + (65535 - HIGHEST_BASE));
        }
    }

    static Ports parse(String offset) {
        try {
            return new Ports(offset.isBlank() ? 0 : Integer.parseInt(offset.strip()));
        } catch (NumberFormatException e) {
            throw new SuiteFailure(OFFSET + " is '" + offset + "': expected a number");
        }
    }

    int at(int base) {
        return base + offset;
    }

    int gateway() {
        return at(8080);
    }

    int discovery() {
        return at(8761);
    }

    int identity() {
        return at(8180);
    }

    int broker() {
        return at(9092);
    }

    int controller() {
        return at(9093);
    }

    int store() {
        return at(27017);
    }

    int smtp() {
        return at(1025);
    }

    int mailPage() {
        return at(8025);
    }
}
