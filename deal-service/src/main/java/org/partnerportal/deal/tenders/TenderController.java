package org.partnerportal.deal.tenders;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.products.ProductCatalogue;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Identities;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of known tenders, kept by the vendor; partners do not see it. */
@RestController
@RequestMapping("/api/v1/tenders")
@Tag(name = "Tenders", description = "Public tenders that the vendor knows of")
class TenderController {

    private static final String KEEPS = "hasAnyRole('channel-admin', 'program-manager')";
    private static final String READS =
            "hasAnyRole('channel-admin', 'program-manager', 'partner-manager', 'region-manager',"
                    + " 'auditor')";
    private static final String NO_CONTROL = "[^\\p{Cntrl}]*";

    private final TenderStore tenders;
    private final ProductCatalogue products;
    private final Identities identities;

    TenderController(TenderStore tenders, ProductCatalogue products, Identities identities) {
        this.tenders = tenders;
        this.products = products;
        this.identities = identities;
    }

    /**
     * @param productCodes of the catalogue, or declared aliases
     * @param publishedOn from the beginning of this day nobody is approved alone
     */
    record Announce(
            @NotNull @Valid TenderCustomer customer,
            @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 100) String> productCodes,
            @NotNull LocalDate publishedOn) {}

    /**
     * @param country ISO 3166-1 alpha-2
     * @param domain without scheme and path
     * @param vatId with its country prefix
     */
    record TenderCustomer(
            @NotBlank @Size(max = 200) @Pattern(regexp = NO_CONTROL) String name,
            @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
            @Nullable @Size(max = 100) @Pattern(regexp = NO_CONTROL) String city,
            @Nullable @Pattern(regexp = "[\\p{L}\\p{N}.-]{3,253}") String domain,
            @Nullable @Pattern(regexp = "[A-Z]{2}[A-Za-z0-9 .-]{2,20}") String vatId) {}

    /**
     * @param withdrawn it keeps nobody away any more
     * @param version also the ETag
     */
    record TenderView(
            String id,
            TenderCustomer customer,
            List<String> productCodes,
            LocalDate publishedOn,
            boolean withdrawn,
            long version) {}

    @PostMapping
    @PreAuthorize(KEEPS)
    @Operation(
            summary = "Record a tender",
            description =
                    "From its publication on, nobody is approved alone for this customer and these"
                            + " products; what was approved before stays so.")
    ResponseEntity<TenderView> announce(@Valid @RequestBody Announce body) {
        TenderCustomer customer = body.customer();
        Tender tender =
                tenders.add(
                        new Decided<>(
                                new Tender(
                                        new TenderId(identities.next(TenderId.PREFIX)),
                                        new EndCustomer(
                                                customer.name().strip(),
                                                customer.country(),
                                                customer.city(),
                                                customer.domain(),
                                                customer.vatId()),
                                        body.productCodes().stream()
                                                .map(products::codeOf)
                                                .distinct()
                                                .toList(),
                                        body.publishedOn(),
                                        false,
                                        0),
                                List.of()));
        return Answers.created("/api/v1/tenders/" + tender.id(), view(tender), tender.version());
    }

    @GetMapping
    @PreAuthorize(READS)
    @Operation(
            summary = "List tenders",
            description = "Newest first. customer: the beginning of its name.")
    Page<TenderView> list(
            @RequestParam(required = false) @Nullable String customer, PageRequest page) {
        return tenders.list(customer, page).map(TenderController::view);
    }

    @GetMapping("/{id}")
    @PreAuthorize(READS)
    @Operation(summary = "Show a tender")
    ResponseEntity<TenderView> get(@PathVariable TenderId id) {
        return answer(tenders.get(id));
    }

    @PostMapping("/{id}/withdrawal")
    @PreAuthorize(KEEPS)
    @Operation(
            summary = "Take a tender off the list",
            description = "What was rejected because of it stays rejected.")
    ResponseEntity<TenderView> withdraw(@PathVariable TenderId id, Expected expected) {
        return answer(tenders.change(id, expected, Tender::withdraw));
    }

    private static ResponseEntity<TenderView> answer(Tender tender) {
        return Answers.ok(view(tender), tender.version());
    }

    private static TenderView view(Tender tender) {
        EndCustomer customer = tender.customer();
        return new TenderView(
                tender.id().value(),
                new TenderCustomer(
                        customer.name(),
                        customer.country(),
                        customer.city(),
                        customer.domain(),
                        customer.vatId()),
                tender.products(),
                tender.publishedOn(),
                tender.withdrawn(),
                tender.version());
    }
}
