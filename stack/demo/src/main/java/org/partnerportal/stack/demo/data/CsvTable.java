package org.partnerportal.stack.demo.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CSV with a header line, read and written the way that the import API expects it. */
public final class CsvTable {

    private CsvTable() {}

    /**
     * One row.
     *
     * @param number as a spreadsheet counts: the header is 1
     */
    public record Row(int number, NamedCsvRecord fields) {

        public String text(String column) {
            return optional(column)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "Row " + number + ": " + column + " is empty"));
        }

        public Optional<String> optional(String column) {
            return Optional.of(fields.getField(column).strip()).filter(text -> !text.isEmpty());
        }
    }

    public static List<Row> parse(String csv) {
        var rows = new ArrayList<Row>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            int number = 1;
            for (NamedCsvRecord fields : reader) {
                number++;
                rows.add(new Row(number, fields));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static List<Row> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static void write(Path file, List<String> header, List<List<String>> rows) throws IOException {
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
            csv.writeRecord(header);
            rows.forEach(csv::writeRecord);
        }
    }
}
