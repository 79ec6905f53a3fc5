package org.partnerportal.deal.leads.domain;

import org.jspecify.annotations.Nullable;

/** Whom to ask; personal data, which nobody sees who has not accepted the lead. */
public record Contact(@Nullable String person, @Nullable String email, @Nullable String phone) {}
