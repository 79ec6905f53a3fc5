package org.partnerportal.stack.demo;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Waiting;
import org.partnerportal.stack.demo.data.CsvTable;
import tools.jackson.databind.JsonNode;

/** Uploads files to the import API and follows their jobs. */
final class Imports {

    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "UNDONE");

    private final Portal portal;
    private final Waiting waiting;
    private final String run;
    private int uploads;

    /**
     * @param run names this run of the demo, so that a repeated upload is told from another one
     */
    Imports(Portal portal, Waiting waiting, String run) {
        this.portal = portal;
        this.waiting = waiting;
        this.run = run;
    }

    /** What an import came to. */
    record Result(
            String id,
            String state,
            int total,
            int created,
            int updated,
            int unchanged,
            int refused,
            int undone,
            int kept) {

        static Result of(JsonNode job) {
            return new Result(
                    job.path("id").asString(),
                    job.path("state").asString(),
                    job.path("total").asInt(),
                    job.path("created").asInt(),
                    job.path("updated").asInt(),
                    job.path("unchanged").asInt(),
                    job.path("refused").asInt(),
                    job.path("undone").asInt(),
                    job.path("kept").asInt());
        }

        int accepted() {
            return created + updated + unchanged;
        }

        @Override
        public String toString() {
            return created
                    + " new, "
                    + updated
                    + " changed, "
                    + unchanged
                    + " as they were, "
                    + refused
                    + " refused";
        }
    }

    /** A row of the error file. */
    record RowError(int row, String field, String code) {}

    /**
     * Uploads a file and waits for the end of its job.
     *
     * @param kind last part of the path, {@code partner-imports} for instance
     * @param options of the query, beginning with {@code &} where there are any
     */
    Result upload(
            String kind,
            String user,
            String fileName,
            String csv,
            boolean dryRun,
            String options,
            Progress.Step step) {
        uploads++;
        Call call =
                Call.post("/" + kind + "?dryRun=" + dryRun + options, user)
                        .file(fileName, csv)
                        .key("demo-" + run + "-" + uploads);
        JsonNode job = portal.send(call).must(call, 202).json();
        return follow(kind, job.path("id").asString(), user, step);
    }

    /** Takes back what a job created. */
    Result undo(String kind, String id, String user, Progress.Step step) {
        Call call = Call.post("/" + kind + "/" + id + "/undo", user);
        portal.send(call).must(call, 202);
        return follow(kind, id, user, step);
    }

    private Result follow(String kind, String id, String user, Progress.Step step) {
        JsonNode job =
                waiting.until(
                        "Import " + id,
                        () -> {
                            JsonNode now = portal.get("/" + kind + "/" + id, user);
                            step.of(now.path("total").asInt());
                            step.at(
                                    now.path("processed").asInt(),
                                    now.path("state").asString().toLowerCase(Locale.ROOT));
                            return now;
                        },
                        now -> OVER.contains(now.path("state").asString()));
        if ("FAILED".equals(job.path("state").asString())) {
            throw new ClientFailure("Import " + id + " failed: " + job.path("failure").asString());
        }
        return Result.of(job);
    }

    /** The refused rows, by row number. */
    NavigableMap<Integer, RowError> errors(String kind, String id, String user) {
        Call call = Call.get("/" + kind + "/" + id + "/errors", user);
        List<CsvTable.Row> lines = CsvTable.parse(portal.send(call).must(call, 200).text());
        var errors = new TreeMap<Integer, RowError>();
        for (CsvTable.Row line : lines) {
            int row = Integer.parseInt(line.text("row"));
            errors.put(
                    row,
                    new RowError(
                            row,
                            line.optional("field").orElse(""),
                            line.optional("code").orElse("")));
        }
        return errors;
    }
}
