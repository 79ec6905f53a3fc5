package org.partnerportal.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.partnerportal.messaging.CopyRebuild;
import org.partnerportal.messaging.CopyRebuilds;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes what a service has copied from others again from the topics. */
@RestController
@RequestMapping("/api/v1/operations/{service}/rebuilds")
@PreAuthorize("hasAnyRole('channel-admin')")
@Tag(name = "Rebuilds", description = "What this service has copied from others, made anew")
class CopyRebuildController {

    private final CopyRebuilds rebuilds;

    CopyRebuildController(CopyRebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @PostMapping
    @Operation(
            summary = "Rebuild the copies from the first event on",
            description =
                    "The present copies answer meanwhile and are put right document by document; 409"
                            + " while another rebuild runs.")
    ResponseEntity<CopyRebuild> begin(@PathVariable String service) {
        CopyRebuild begun = rebuilds.begin();
        return Answers.accepted("/api/v1/operations/" + service + "/rebuilds/" + begun.id(), begun);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Show how far a rebuild is",
            description = "With how many documents were right, repaired and removed.")
    CopyRebuild get(@PathVariable String id) {
        return rebuilds.get(id);
    }
}
