package org.partnerportal.analytics.facts;

import org.jspecify.annotations.Nullable;

/** What figures need to know of a product. */
public record ProductFact(String name, @Nullable String series) {}
