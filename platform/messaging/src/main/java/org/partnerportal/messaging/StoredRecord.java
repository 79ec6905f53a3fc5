package org.partnerportal.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** A Kafka record as a document and back, byte for byte. */
final class StoredRecord {

    private StoredRecord() {}

    static Document write(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<Document>();
        for (Header header : record.headers()) {
            headers.add(new Document("name", header.key()).append("value", binary(header.value())));
        }
        return new Document("topic", record.topic())
                .append("partition", record.partition())
                .append("offset", record.offset())
                .append("timestamp", record.timestamp())
                .append("key", binary(record.key()))
                .append("value", binary(record.value()))
                .append("headers", headers);
    }

    static ConsumerRecord<byte[], byte[]> read(Document document) {
        var headers = new RecordHeaders();
        for (Document header : document.getList("headers", Document.class, List.of())) {
            headers.add(header.getString("name"), bytes(header, "value"));
        }
        return new ConsumerRecord<>(
                document.getString("topic"),
                document.getInteger("partition"),
                document.getLong("offset"),
                document.getLong("timestamp"),
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes(document, "key"),
                bytes(document, "value"),
                headers,
                Optional.empty());
    }

    private static @Nullable Binary binary(byte @Nullable [] bytes) {
        return bytes == null ? null : new Binary(bytes);
    }

    @SuppressWarnings(
            "NullAway") // a record's key and value may be null, which the client's signature does
    // not say
    private static byte[] bytes(Document document, String field) {
        Binary binary = document.get(field, Binary.class);
        return binary == null ? null : binary.getData();
    }
}
