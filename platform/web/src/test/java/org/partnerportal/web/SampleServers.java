package org.partnerportal.web;

import org.partnerportal.stack.store.LocalStore;

/** The store and the identity provider of all tests of the module. */
final class SampleServers {

    static final SampleIssuer ISSUER = new SampleIssuer();
    static final String MONGO = LocalStore.inMemory().uri();

    private SampleServers() {}
}
