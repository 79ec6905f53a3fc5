package org.partnerportal.gateway;

/** The caller's body is too large or does not come; nobody's fault but the caller's. */
final class BodyRefused extends RuntimeException {

    private final Problem problem;

    BodyRefused(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
