package org.partnerportal.sample;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One endpoint for each thing that the platform answers. */
@RestController
@RequestMapping("/api/v1/samples")
class SampleController {

    enum SampleAction {
        SUBMIT,
        WITHDRAW
    }

    enum SampleRefusal implements Refusal {
        NOT_NOW;

        @Override
        public String code() {
            return "sample.not-now";
        }

        @Override
        public RefusalKind kind() {
            return RefusalKind.ILLEGAL_TRANSITION;
        }
    }

    record Me(String username, @Nullable String partner) {}

    public record SampleId(String value) {}

    record Line(@NotBlank String code, @PositiveOrZero int quantity) {}

    record NewSample(
            @NotBlank @Size(max = 20) String name,
            @Nullable Money price,
            int count,
            @Nullable LocalDate day,
            @Nullable List<@Valid Line> lines) {}

    @PostMapping
    ResponseEntity<NewSample> create(@Valid @RequestBody NewSample sample) {
        return Answers.created("/api/v1/samples/1", sample, 1);
    }

    @PutMapping("/{id}")
    ResponseEntity<String> change(@PathVariable SampleId id, Expected expected) {
        expected.check(3);
        return Answers.ok("changed " + id.value(), 4);
    }

    @PostMapping("/commands")
    Map<String, String> command(@RequestBody(required = false) @Nullable Map<String, String> body) {
        CommandContext context = CommandContext.current();
        return context.commandKey()
                .map(key ->
                        Map.of(
                                "actor", context.actor(),
                                "correlation", context.correlationId(),
                                "key", key.key(),
                                "digest", key.digest()))
                .orElse(Map.of("actor", context.actor(), "correlation", context.correlationId()));
    }

    @GetMapping
    Page<Integer> list(PageRequest page) {
        int after = page.after() == null ? 0 : Integer.parseInt(page.after().id());
        return page.page(
                IntStream.rangeClosed(1, 5)
                        .filter(number -> number > after)
                        .limit(page.fetch())
                        .boxed()
                        .toList(),
                number -> new PageRequest.Position("", number.toString()));
    }

    @GetMapping("/me")
    Me me(Caller caller) {
        return new Me(caller.username(), caller.partner());
    }

    @GetMapping("/admin")
    @PreAuthorize("hasRole('channel-admin')")
    String admin() {
        return "in";
    }

    @GetMapping("/year")
    int year(@RequestParam int year) {
        return year;
    }

    @PostMapping("/submission")
    void submit() {
        throw SampleRefusal.NOT_NOW.insteadOf(List.of(SampleAction.WITHDRAW, SampleAction.SUBMIT));
    }

    @PostMapping("/reuse")
    void reuse() {
        throw CommonRefusal.IDEMPOTENCY_KEY_REUSED.because();
    }

    @GetMapping("/missing")
    void missing() {
        throw CommonRefusal.NOT_FOUND.because("sample_1");
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("secret of the machine");
    }

    @GetMapping("/store-away")
    void storeAway() {
        throw new DataAccessResourceFailureException("secret of the store");
    }
}
