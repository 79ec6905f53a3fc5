package org.partnerportal.web.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.partnerportal.web.WebRefusal;

/**
 * Reads UTF-8 CSV (RFC 4180) with a header line, separated by comma or semicolon, with or without a
 * byte order mark.
 */
final class CsvFile {

    /** Marks a row with more fields than there are columns: nobody knows which are which. */
    static final String TOO_MANY = "";

    private CsvFile() {}

    static List<ImportRow> read(byte[] file, ImportKind kind) {
        String text = decode(file);
        int lineEnd = text.indexOf('\n');
        String header = lineEnd < 0 ? text : text.substring(0, lineEnd);
        char separator = header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
        var rows = new ArrayList<ImportRow>();
        List<String> columns = List.of();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        // Counted as a spreadsheet counts, and left out below.
                        .skipEmptyLines(false)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            int number = 0;
            for (CsvRecord line : reader) {
                number++;
                if (number == 1) {
                    columns = columns(line.getFields(), kind);
                } else if (line.getFieldCount() > 1 || !line.getField(0).isBlank()) {
                    rows.add(new ImportRow(number, values(columns, line.getFields())));
                }
            }
        } catch (CsvParseException e) {
            throw WebRefusal.BAD_PARAMETER.because("file", "CSV");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.isEmpty()) {
            throw WebRefusal.FILE_EMPTY.because();
        }
        return rows;
    }

    private static String decode(byte[] file) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw WebRefusal.BAD_PARAMETER.because("file", "UTF-8");
        }
    }

    private static List<String> columns(List<String> fields, ImportKind kind) {
        List<String> columns = fields.stream().map(String::strip).toList();
        Set<String> missing = new TreeSet<>(kind.requiredColumns());
        columns.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw WebRefusal.COLUMNS_MISSING.because(String.join(", ", missing));
        }
        Set<String> unknown = new TreeSet<>(columns);
        unknown.removeAll(kind.requiredColumns());
        unknown.removeAll(kind.optionalColumns());
        if (!unknown.isEmpty() || new HashSet<>(columns).size() != columns.size()) {
            throw WebRefusal.COLUMNS_UNKNOWN.because(String.join(", ", unknown));
        }
        return columns;
    }

    private static Map<String, String> values(List<String> columns, List<String> fields) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < columns.size() && i < fields.size(); i++) {
            values.put(columns.get(i), fields.get(i));
        }
        if (fields.size() > columns.size()) {
            values.put(TOO_MANY, "");
        }
        return values;
    }
}
