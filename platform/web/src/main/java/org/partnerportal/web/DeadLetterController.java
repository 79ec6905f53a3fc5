package org.partnerportal.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.partnerportal.messaging.DeadLetter;
import org.partnerportal.messaging.DeadLetters;
import org.partnerportal.messaging.EventConsumers;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators do about records that could not be handled. */
@RestController
@RequestMapping("/api/v1/dead-letters/{service}")
@PreAuthorize("hasAnyRole('channel-admin')")
@Tag(name = "Dead letters", description = "Events that a consumer of this service could not handle")
class DeadLetterController {

    private static final Set<String> STATES = Set.of("OPEN", "REPLAYED", "DISCARDED");

    private final DeadLetters deadLetters;
    private final EventConsumers consumers;
    private final AuditTrail audit;

    DeadLetterController(DeadLetters deadLetters, EventConsumers consumers, AuditTrail audit) {
        this.deadLetters = deadLetters;
        this.consumers = consumers;
        this.audit = audit;
    }

    @GetMapping
    @Operation(
            summary = "List dead letters",
            description = "By id; state OPEN unless another is asked for.")
    Page<DeadLetter> list(@RequestParam(defaultValue = "OPEN") String state, PageRequest page) {
        if (!STATES.contains(state)) {
            throw WebRefusal.BAD_PARAMETER.because("state", STATES);
        }
        String after = page.after() == null ? null : page.after().id();
        return page.page(
                deadLetters.list(state, after, page.fetch()),
                letter -> new PageRequest.Position(letter.id(), letter.id()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a dead letter")
    DeadLetter get(@PathVariable String id) {
        return deadLetters.get(id);
    }

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Handle it again",
            description =
                    "With all later records of the same key, in order; 409 when it still cannot be handled.")
    DeadLetter replay(@PathVariable String id) {
        audit.ordered(id);
        return consumers.replay(id);
    }

    @PostMapping("/{id}/discard")
    @Operation(
            summary = "Give it up",
            description =
                    "The record is left out for good; those that waited behind it are handled in order.")
    DeadLetter discard(@PathVariable String id) {
        audit.ordered(id);
        return consumers.discard(id);
    }
}
