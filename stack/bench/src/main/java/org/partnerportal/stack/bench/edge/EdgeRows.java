package org.partnerportal.stack.bench.edge;

import java.util.List;
import org.partnerportal.stack.bench.measure.Area;
import org.partnerportal.stack.bench.measure.Row;

/** The rows of the gateway. */
public final class EdgeRows implements Area {

    @Override
    public List<Row> rows() {
        return List.of();
    }

    @Override
    public void close() {}
}
