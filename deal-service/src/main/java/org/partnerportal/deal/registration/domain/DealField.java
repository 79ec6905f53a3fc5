package org.partnerportal.deal.registration.domain;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field of a registration that somebody may correct. */
public enum DealField {
    CUSTOMER("customer"),
    PRODUCTS("products"),
    TYPE("type"),
    TENDER_PUBLISHED_ON("tenderPublishedOn"),
    ESTIMATE("estimate"),
    EXPECTED_CLOSE_DATE("expectedCloseDate"),
    DESCRIPTION("description"),
    STAGE("stage"),
    NEXT_STEP("nextStep");

    private final String path;

    DealField(String path) {
        this.path = path;
    }

    /** As the API names it. */
    public String path() {
        return path;
    }

    /** What a correction would change of the content. */
    static Set<DealField> changed(DealDetails before, DealDetails after) {
        var changed = EnumSet.noneOf(DealField.class);
        for (DealField field : values()) {
            if (!Objects.equals(field.of(before), field.of(after))) {
                changed.add(field);
            }
        }
        return changed;
    }

    private @Nullable Object of(DealDetails details) {
        return switch (this) {
            case CUSTOMER -> details.customer();
            case PRODUCTS -> details.products();
            case TYPE -> details.type();
            case TENDER_PUBLISHED_ON -> details.tenderPublishedOn();
            case ESTIMATE -> details.estimate();
            case EXPECTED_CLOSE_DATE -> details.expectedCloseDate();
            case DESCRIPTION -> details.description();
            // No content: the stage moves by an action of its own.
            case STAGE, NEXT_STEP -> null;
        };
    }
}
