package org.partnerportal.gateway;

/** No key to check a token with, because the identity provider does not answer. */
final class IssuerUnavailable extends RuntimeException {

    IssuerUnavailable(String issuer, Throwable cause) {
        super("No keys from " + issuer + " and none in the cache", cause);
    }
}
