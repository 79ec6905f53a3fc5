package org.partnerportal.stack.bench.measure;

import java.util.List;

/** Rows that share what they run on; closed after the last of them. */
public interface Area extends AutoCloseable {

    List<Row> rows();

    /** Stops what the rows have started. */
    @Override
    void close();
}
