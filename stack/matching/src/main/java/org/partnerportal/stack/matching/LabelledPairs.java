package org.partnerportal.stack.matching;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.customer.matching.Described;

/** Pairs of organisations in a CSV file. */
record LabelledPairs(List<NamedCsvRecord> rows) {

    static LabelledPairs of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": there is no such file");
        }
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> rows = reader.stream().toList();
            if (rows.isEmpty()) {
                throw new IllegalArgumentException(file + ": expected a row under the header");
            }
            if (!rows.getFirst().getHeader().containsAll(List.of("name1", "name2"))) {
                throw new IllegalArgumentException(
                        file
                                + ": expected the columns name1 and name2, found "
                                + rows.getFirst().getHeader());
            }
            return new LabelledPairs(rows);
        }
    }

    /**
     * @param which 1 or 2
     */
    static Described described(NamedCsvRecord row, int which) {
        return new Described(
                row.getField("name" + which),
                field(row, "country" + which),
                field(row, "domain" + which),
                field(row, "vat" + which));
    }

    static boolean isLabelled(NamedCsvRecord row) {
        return field(row, "is_match") != null;
    }

    static boolean isMatch(NamedCsvRecord row) {
        String label = field(row, "is_match");
        return label != null && Set.of("1", "true", "yes").contains(label.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String field(NamedCsvRecord row, String name) {
        return row.findField(name).filter(text -> !text.isBlank()).orElse(null);
    }
}
