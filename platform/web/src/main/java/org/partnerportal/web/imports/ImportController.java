package org.partnerportal.web.imports;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/**
 * The endpoints of one kind of import. A service extends it with its path {@code /api/v1/<kind>}
 * and its roles, {@link MayImport}.
 */
@PreAuthorize("hasAnyRole(this.roles())")
public abstract class ImportController {

    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}<>:\"|?*%]");
    private static final int LONGEST_NAME = 200;

    private final ImportJobs jobs;
    private final String kind;
    private final String[] roles;

    protected ImportController(ImportJobs jobs, ImportKind kind) {
        this.jobs = jobs;
        this.kind = kind.name();
        MayImport rule = getClass().getAnnotation(MayImport.class);
        if (rule == null || rule.value().length == 0) {
            throw new IllegalStateException(getClass() + " does not say who may import");
        }
        this.roles = rule.value().clone();
    }

    /** Who may import, for the rule above. */
    public String[] roles() {
        return roles.clone();
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Import a CSV file",
            description =
                    "UTF-8, header line first, comma or semicolon. Runs in the background; with dryRun=true it checks"
                            + " every row and changes nothing. The same file again changes nothing.")
    public ResponseEntity<ImportJob> submit(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam Map<String, String> parameters)
            throws IOException {
        Map<String, String> options = new HashMap<>(parameters);
        options.remove("dryRun");
        ImportJob job =
                jobs.submit(
                        kind,
                        fileName(file.getOriginalFilename()),
                        file.getBytes(),
                        dryRun,
                        options);
        return Answers.accepted("/api/v1/" + kind + "/" + job.id(), job);
    }

    /** The last part of a path, without what could hurt where the name is shown or used. */
    static String fileName(@Nullable String given) {
        String name = given == null ? "" : given.replaceAll(".*[/\\\\]", "");
        name = UNSAFE.matcher(name).replaceAll("_").strip();
        if (name.isEmpty() || name.startsWith(".")) {
            return "upload.csv";
        }
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    @GetMapping
    @Operation(summary = "List imports", description = "Newest first.")
    public Page<ImportJob> list(PageRequest page) {
        return jobs.list(kind, page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show an import and its progress")
    public ImportJob get(@PathVariable String id) {
        return jobs.get(kind, id);
    }

    @GetMapping(path = "/{id}/errors", produces = "text/csv")
    @Operation(summary = "Download the refused rows", description = "CSV: row, field, code, text.")
    public ResponseEntity<String> errors(@PathVariable String id) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + kind + "-errors.csv\"")
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(jobs.errors(kind, id));
    }

    @PostMapping("/{id}/undo")
    @Operation(
            summary = "Undo an import",
            description =
                    "Takes back what the batch created, as far as nobody has worked on it since.")
    public ResponseEntity<ImportJob> undo(@PathVariable String id) {
        return Answers.accepted("/api/v1/" + kind + "/" + id, jobs.undo(kind, id));
    }
}
