package org.partnerportal.messaging;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteConcernException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Tells a store that cannot answer just now from one that has said no. */
public final class StoreOutage {

    /** What the driver calls a failure after which the same write may be sent again. */
    private static final String RETRYABLE = "RetryableWriteError";

    private StoreOutage() {}

    /**
     * Whether the same thing may succeed later without any change of ours: nobody answers, the
     * server gives up its part as primary or shuts down, or a majority has not confirmed a write in
     * time.
     */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DataAccessResourceFailureException _, TransientDataAccessException _ -> {
                    return true;
                }
                case MongoNotPrimaryException _,
                        MongoNodeIsRecoveringException _,
                        MongoWriteConcernException _ -> {
                    return true;
                }
                case MongoServerException refusal -> {
                    return refusal.hasErrorLabel(RETRYABLE);
                }
                case MongoException _ -> {
                    return true;
                }
                default -> {
                    // Spring has wrapped the driver's own word.
                }
            }
        }
        return false;
    }
}
