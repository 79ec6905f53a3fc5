package org.partnerportal.messaging.audit;

import com.mongodb.MongoClientSettings;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * The same bytes for the same content, whatever the order of the fields and whichever of two equal
 * forms of a number or a date the content has before it is stored and after it is read.
 */
final class CanonicalForm {

    private CanonicalForm() {}

    /** SHA-256 of the content, as 64 hexadecimal digits. */
    static String digest(Document document) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            write(
                    document.toBsonDocument(
                            BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry()),
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** A letter for the type, a length where it varies, then the content: nothing is ambiguous. */
    private static void write(BsonValue value, DataOutputStream out) throws IOException {
        switch (value.getBsonType()) {
            case DOCUMENT -> {
                Map<String, BsonValue> sorted = new TreeMap<>(value.asDocument());
                out.writeByte('d');
                out.writeInt(sorted.size());
                for (Map.Entry<String, BsonValue> field : sorted.entrySet()) {
                    write(field.getKey(), out);
                    write(field.getValue(), out);
                }
            }
            case ARRAY -> {
                out.writeByte('a');
                out.writeInt(value.asArray().size());
                for (BsonValue element : value.asArray()) {
                    write(element, out);
                }
            }
            case STRING -> {
                out.writeByte('s');
                write(value.asString().getValue(), out);
            }
            case INT32, INT64 -> {
                out.writeByte('i');
                out.writeLong(value.asNumber().longValue());
            }
            case DOUBLE -> {
                out.writeByte('f');
                out.writeDouble(value.asDouble().getValue());
            }
            case DECIMAL128 -> {
                out.writeByte('n');
                out.writeLong(value.asDecimal128().getValue().getHigh());
                out.writeLong(value.asDecimal128().getValue().getLow());
            }
            case BOOLEAN -> {
                out.writeByte('b');
                out.writeBoolean(value.asBoolean().getValue());
            }
            case DATE_TIME -> {
                out.writeByte('t');
                out.writeLong(value.asDateTime().getValue());
            }
            case OBJECT_ID -> {
                out.writeByte('o');
                out.write(value.asObjectId().getValue().toByteArray());
            }
            case BINARY -> {
                BsonBinary binary = value.asBinary();
                out.writeByte('x');
                out.writeByte(binary.getType());
                out.writeInt(binary.getData().length);
                out.write(binary.getData());
            }
            case NULL -> out.writeByte('0');
            default ->
                    throw new IllegalArgumentException(
                            "Nothing of ours is stored as " + value.getBsonType());
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
