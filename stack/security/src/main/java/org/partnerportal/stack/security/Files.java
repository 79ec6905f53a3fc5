package org.partnerportal.stack.security;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Uploads with names that lead elsewhere and contents that are no CSV, and what comes back. */
final class Files {

    private static final String NAME =
            "a file's name that leads elsewhere: refused, or its last part kept";
    private static final String CONTENT = "a file that is no CSV of this kind: 400";
    private static final String FORMULA = "a formula in a download begins with an apostrophe";
    private static final String HEADER = "a download is an attachment and not to be guessed at";
    private static final String DRY = "a dry run changes nothing";
    private static final int PATIENCE = 60;

    private static final List<String> NAMES =
            List.of(
                    "../../../etc/passwd",
                    "..\\\\..\\\\windows\\\\win.ini",
                    "/etc/shadow",
                    "a/../b.csv",
                    "check.csv%00.exe",
                    "a\u0007b.csv",
                    "<script>alert(1)</script>.csv",
                    "x".repeat(2_000) + ".csv",
                    "");

    /** A file with one row of each kind that is refused for its text. */
    private static final Map<String, String> FORMULAS =
            Map.of(
                    "/api/v1/partner-imports",
                    """
                    name,country
                    "=cmd|' /C calc'!A0",=1+1
                    +41,@SUM(1)
                    -2,-3
                    """,
                    "/api/v1/product-imports",
                    """
                    code,name,listPrice,currency
                    =1+1,=2+2,=3+3,EUR
                    @A,+1,-1e5x,EUR
                    """,
                    "/api/v1/deal-imports",
                    """
                    externalId,partnerId,customer,productCode,registeredOn
                    =1,=2,=3,=4,=5
                    +1,@2,-3,=4,2026-01-01
                    """);

    private static final Map<String, String> GOOD =
            Map.of(
                    "/api/v1/partner-imports",
                    """
                    name,country
                    Security Check Owner 1,LI
                    """,
                    "/api/v1/product-imports",
                    """
                    code,name
                    SECURITY-CHECK,Another
                    """,
                    "/api/v1/deal-imports",
                    """
                    externalId,partnerId,customer,productCode,registeredOn
                    x,ptr_x,y,SECURITY-CHECK,2026-01-02
                    """);

    private final Edge edge;
    private final People people;
    private final Report report;

    Files(Edge edge, People people, Report report) {
        this.edge = edge;
        this.people = people;
        this.report = report;
    }

    void run(List<Operation> operations) {
        for (Operation operation : operations) {
            boolean takesFile =
                    operation.body().filter(it -> !it.isJson()).isPresent() && !operation.open();
            if (!takesFile) {
                continue;
            }
            String role =
                    operation.roles().contains("channel-admin")
                            ? "channel-admin"
                            : operation.roles().iterator().next();
            names(operation, people.of(role));
            contents(operation, people.of(role));
            if (FORMULAS.containsKey(operation.path())) {
                formulas(operation, people.of(role));
            }
        }
    }

    private void names(Operation operation, Caller caller) {
        for (String name : NAMES) {
            Reply reply = upload(operation, caller, Multipart.file(name, good(operation)));
            String kept = reply.json().path("fileName").asString("");
            boolean safe =
                    kept.length() <= 255
                            && !kept.contains("..")
                            && kept.chars().noneMatch(it -> it < ' ' || "/\\<>".indexOf(it) >= 0);
            report.expect(
                    NAME,
                    operation.name() + " " + shown(name),
                    safe ? reply.defect() : Optional.of("the name " + shown(kept)));
        }
    }

    private static String good(Operation operation) {
        return GOOD.getOrDefault(operation.path(), "%PDF-1.7 nothing");
    }

    private static String shown(String name) {
        String visible = name.replaceAll("\\p{Cntrl}", "?");
        return visible.length() > 60 ? visible.substring(0, 60) + "..." : visible;
    }

    private void contents(Operation operation, Caller caller) {
        if (!GOOD.containsKey(operation.path())) {
            return;
        }
        for (String content :
                List.of(
                        "",
                        "\u0000\u0001\u0002",
                        "name\n",
                        "unknown,columns\n1,2\n",
                        "{\"a\": 1}",
                        "\"never closed\n1,2\n",
                        "a,a,a\n1,2,3\n")) {
            Reply reply = upload(operation, caller, Multipart.file("check.csv", content));
            report.expect(
                    CONTENT,
                    operation.name() + " " + shown(content),
                    reply.status() == 400 ? reply.defect() : Optional.of(reply.shown()));
        }
    }

    private Reply upload(Operation operation, Caller caller, Multipart file) {
        boolean dry = operation.in("query").stream().anyMatch(it -> it.name().equals("dryRun"));
        String target = operation.path() + (dry ? "?dryRun=true" : "");
        return edge.send(file.on(Request.of(operation.method(), target)).as(caller));
    }

    private void formulas(Operation operation, Caller caller) {
        Reply accepted =
                upload(
                        operation,
                        caller,
                        Multipart.file("check.csv", FORMULAS.getOrDefault(operation.path(), "")));
        if (accepted.status() != 202) {
            report.expect(FORMULA, operation.name(), Optional.of(accepted.shown()));
            return;
        }
        String job = operation.path() + "/" + accepted.json().path("id").asString();
        JsonNode done = end(job, caller);
        report.expect(
                DRY,
                operation.name(),
                done.path("state").asString().equals("SUCCEEDED")
                        ? Optional.empty()
                        : Optional.of("state " + done.path("state")));
        Reply download = edge.send(Request.get(job + "/errors").as(caller));
        boolean attachment =
                download.header("Content-Disposition").startsWith("attachment")
                        && download.header("X-Content-Type-Options").equals("nosniff")
                        && download.header("Content-Type").startsWith("text/csv");
        report.expect(
                HEADER,
                operation.name(),
                attachment
                        ? download.defect()
                        : Optional.of(download.header("Content-Disposition")));
        cells(operation, download.text());
    }

    private void cells(Operation operation, String csv) {
        int refused = 0;
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(csv)) {
            for (CsvRecord row : rows) {
                refused++;
                for (String cell : row.getFields()) {
                    boolean formula = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
                    report.expect(
                            FORMULA,
                            operation.name(),
                            formula ? Optional.of(cell) : Optional.empty());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (refused < 2) {
            report.expect(FORMULA, operation.name(), Optional.of("no row of it was refused"));
        }
    }

    private JsonNode end(String job, Caller caller) {
        JsonNode now = edge.send(Request.get(job).as(caller)).must(200).json();
        for (int wait = 0; wait < PATIENCE; wait++) {
            if (List.of("SUCCEEDED", "FAILED").contains(now.path("state").asString())) {
                return now;
            }
            Edge.pause(Duration.ofMillis(500));
            now = edge.send(Request.get(job).as(caller)).must(200).json();
        }
        return now;
    }
}
