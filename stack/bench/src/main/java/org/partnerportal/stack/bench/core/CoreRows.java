package org.partnerportal.stack.bench.core;

import java.util.ArrayList;
import java.util.List;
import org.partnerportal.stack.bench.measure.Area;
import org.partnerportal.stack.bench.measure.Row;

/** The rows of the services. */
public final class CoreRows implements Area {

    private final Backing backing = new Backing();
    private final Commands commands = new Commands(backing);
    private final Visible visible = new Visible(backing);
    private final Intake intake = new Intake(backing);
    private final Conflicts conflicts = new Conflicts(backing);
    private final Candidates candidates = new Candidates(backing);
    private final Lists lists = new Lists(backing);

    @Override
    public List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.addAll(commands.rows());
        rows.add(visible.row());
        rows.add(Rating.row());
        rows.addAll(intake.rows());
        rows.addAll(conflicts.rows());
        rows.addAll(candidates.rows());
        rows.add(lists.row());
        rows.add(new Starts(backing).row());
        return rows;
    }

    @Override
    public void close() {
        commands.close();
        visible.close();
        intake.close();
        conflicts.close();
        candidates.close();
        lists.close();
        backing.close();
    }
}
