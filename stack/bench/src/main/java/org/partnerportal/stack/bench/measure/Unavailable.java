package org.partnerportal.stack.bench.measure;

/** This machine lacks what a row needs; the table says so. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unavailable(String what) {
        super(what, null, false, false);
    }
}
