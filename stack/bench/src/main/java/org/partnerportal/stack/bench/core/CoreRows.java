package org.partnerportal.stack.bench.core;

import java.util.List;
import org.partnerportal.stack.bench.measure.Area;
import org.partnerportal.stack.bench.measure.Row;

/** The rows of the services. */
public final class CoreRows implements Area {

    private final Backing backing = new Backing();

    @Override
    public List<Row> rows() {
        return List.of(Rating.row());
    }

    @Override
    public void close() {
        backing.close();
    }
}
