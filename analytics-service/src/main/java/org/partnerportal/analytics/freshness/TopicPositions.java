package org.partnerportal.analytics.freshness;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where the topics end and how far the live consumers are. */
public interface TopicPositions {

    /**
     * @throws BrokerAway when the broker does not answer in time
     */
    Map<TopicPartition, Position> read();

    /**
     * @param end the offset that the next record will have
     * @param committed everything before it is stored
     */
    record Position(long end, long committed) {

        public long lag() {
            return Math.max(0, end - committed);
        }
    }

    /** The broker did not answer. */
    final class BrokerAway extends RuntimeException {
        BrokerAway(Throwable cause) {
            super("The broker does not answer", cause);
        }
    }
}
