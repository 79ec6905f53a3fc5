package org.partnerportal.deal.registration.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealState.Name;

/**
 * Which field may be corrected in which state by which side. The actions themselves read it, so
 * what the API shows of it is what they do; where it has no row, nothing may be corrected.
 */
public final class EditMatrix {

    private static final Set<DealField> PROGRESS = EnumSet.of(DealField.STAGE, DealField.NEXT_STEP);

    /** What an approval holds for the partner. */
    private static final Set<DealField> HELD =
            EnumSet.of(
                    DealField.CUSTOMER,
                    DealField.PRODUCTS,
                    DealField.TYPE,
                    DealField.TENDER_PUBLISHED_ON);

    private static final Set<DealField> CONTENT = EnumSet.complementOf(EnumSet.copyOf(PROGRESS));

    private static final Map<Name, Map<Side, Set<DealField>>> ROWS = rowsByState();

    private EditMatrix() {}

    /** The fields that a side may correct in a state, of which it has at least one. */
    public record Row(Name state, Side side, Set<DealField> fields) {
        public Row {
            fields = Set.copyOf(fields);
        }
    }

    public static List<Row> rows() {
        var rows = new ArrayList<Row>();
        ROWS.forEach((state, sides) ->
                sides.forEach((side, fields) -> rows.add(new Row(state, side, fields))));
        return rows;
    }

    /**
     * @param held the scope is held while the registration is looked at again
     */
    static Set<DealField> editable(Name state, Side side, boolean held) {
        var fields = EnumSet.noneOf(DealField.class);
        fields.addAll(ROWS.getOrDefault(state, Map.of()).getOrDefault(side, Set.of()));
        if (held) {
            fields.removeAll(HELD);
        }
        return fields;
    }

    private static Map<Name, Map<Side, Set<DealField>>> rowsByState() {
        var rows = new EnumMap<Name, Map<Side, Set<DealField>>>(Name.class);
        for (Name writing : List.of(Name.DRAFT, Name.RETURNED)) {
            rows.put(writing, sides(EnumSet.allOf(DealField.class), CONTENT));
        }
        var approved = EnumSet.allOf(DealField.class);
        approved.removeAll(HELD);
        rows.put(Name.SUBMITTED, sides(PROGRESS, Set.of()));
        rows.put(Name.APPROVED, sides(approved, Set.of()));
        rows.put(Name.EXPIRED, sides(PROGRESS, Set.of()));
        return rows;
    }

    private static Map<Side, Set<DealField>> sides(Set<DealField> partner, Set<DealField> vendor) {
        var sides = new EnumMap<Side, Set<DealField>>(Side.class);
        sides.put(Side.PARTNER, partner);
        if (!vendor.isEmpty()) {
            sides.put(Side.VENDOR, vendor);
        }
        return sides;
    }
}
