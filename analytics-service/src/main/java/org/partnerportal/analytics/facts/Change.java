package org.partnerportal.analytics.facts;

/** The newest known state of something, as far as one event knows. */
public sealed interface Change {

    /** Of the document; the same thing always has the same one. */
    String id();

    /** The producer's count of changes; the higher one is the newer state. */
    long version();

    /** What is stored: a flat record. */
    Object state();

    /** What a deal, an approval or an earning line adds to the figures. */
    record OfFact(String id, long version, Fact state) implements Change {}

    record OfPartner(String id, long version, PartnerFact state) implements Change {}

    record OfProduct(String id, long version, ProductFact state) implements Change {}
}
