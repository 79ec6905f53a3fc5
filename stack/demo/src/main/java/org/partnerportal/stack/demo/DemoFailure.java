package org.partnerportal.stack.demo;

/** Why the demo cannot go on, in words for the person in front of it. */
final class DemoFailure extends RuntimeException {

    DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
