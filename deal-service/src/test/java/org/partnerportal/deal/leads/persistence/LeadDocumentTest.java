package org.partnerportal.deal.leads.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.partnerportal.deal.leads.domain.ALead;
import org.partnerportal.deal.leads.domain.Lead;

class LeadDocumentTest {

    @Test
    void bringsBackWhatWasStoredInEveryState() {
        for (Lead lead : ALead.inEveryState()) {
            assertThat(LeadDocument.of(lead).toLead(lead.id().value(), lead.version()))
                    .isEqualTo(lead);
        }
    }

    @Test
    void saysWhichPartnerSeesItHow() {
        Lead lead =
                ALead.offered(ALead.ALPHA, ALead.BETA)
                        .accept(ALead.BETA, ALead.warning(), ALead.START)
                        .next();
        LeadDocument document = LeadDocument.of(lead);

        assertThat(document.current()).containsExactly(ALead.BETA.value());
        assertThat(document.seen())
                .containsExactlyInAnyOrder(ALead.BETA + ":ACCEPTED", ALead.ALPHA + ":RECLAIMED");
        assertThat(LeadDocument.of(ALead.qualified()).seen()).isNull();
    }
}
