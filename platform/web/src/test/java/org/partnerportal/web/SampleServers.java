package org.partnerportal.web;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** The store and the identity provider of all tests of the module. */
final class SampleServers {

    static final SampleIssuer ISSUER = new SampleIssuer();
    static final String MONGO =
            "mongodb://127.0.0.1:" + new MongoServer(new MemoryBackend()).bind().getPort();

    private SampleServers() {}
}
