package org.partnerportal.partner.agreements.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.agreements.application.AgreementSettings;
import org.partnerportal.partner.agreements.application.SealCertificates;
import org.partnerportal.partner.agreements.domain.AgreementTemplate;
import org.partnerportal.partner.agreements.domain.AnAgreement;
import org.partnerportal.partner.agreements.domain.SealCheck;
import org.partnerportal.partner.agreements.domain.SealReport;
import org.partnerportal.partner.agreements.domain.StoredFile;
import org.partnerportal.partner.agreements.domain.Templates;
import org.partnerportal.testkit.MutableClock;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

/** The sealed file itself: what it shows, and that nothing of it can be changed unseen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealTest {

    private static final String PANGRAM = "árvíztűrő tükörfúrógép";

    private Path folder = Path.of("");

    private final Certificates known = new Certificates();
    private final SealInspection inspection = new SealInspection(known);
    private PadesSeal seal;
    private PdfPrinter printer;
    private byte[] offered = new byte[0];
    private byte[] sealed = new byte[0];

    /** Certificates in memory. */
    static final class Certificates implements SealCertificates {

        final Set<String> fingerprints = new HashSet<>();

        @Override
        public void remember(String fingerprint, byte[] encoded) {
            fingerprints.add(fingerprint);
        }

        @Override
        public boolean knows(String fingerprint) {
            return fingerprints.contains(fingerprint);
        }
    }

    static AgreementSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("portal.agreements", AgreementSettings.class);
    }

    private PadesSeal seal(AgreementSettings settings, String profile) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        return new PadesSeal(
                new SealKeys(settings, known, environment, new MutableClock(AnAgreement.MORNING)),
                inspection,
                settings);
    }

    @BeforeAll
    void sealOne(@TempDir Path forKeys) {
        // What the reader says of thousands of broken files is no news.
        ((Logger) LoggerFactory.getLogger("org.apache.pdfbox")).setLevel(Level.OFF);
        folder = forKeys;
        var settings = settings(Map.of("portal.agreements.seal.folder", folder.toString()));
        seal = seal(settings, "test");
        printer = new PdfPrinter(settings);
        offered = printer.print(AnAgreement.ID, text("hu"));
        sealed = seal(offered);
    }

    private static AgreementTemplate text(String language) {
        return Templates.filled(language, PANGRAM.toUpperCase(Locale.of("hu")) + " Kft.");
    }

    private byte[] seal(byte[] document) {
        return seal.seal(
                document,
                AnAgreement.sent("hu", StoredFile.of(document)),
                "Tükörfúró Kft.",
                AnAgreement.evidence("Őrült " + PANGRAM, StoredFile.of(document).hash()));
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static SealCheck.Name firstFailed(SealReport report) {
        return report.checks().stream()
                .filter(check -> !check.passed())
                .findFirst()
                .map(SealCheck::check)
                .orElseThrow();
    }

    @Test
    void holdsEveryLetterOfHungarian() throws IOException {
        assertThat(textOf(offered))
                .contains("ÁRVÍZTŰRŐ TÜKÖRFÚRÓGÉP Kft.")
                .contains("Partnerszerződés")
                .contains("Magyarország")
                .contains("1 / 2")
                .contains("2 / 2");
        assertThat(textOf(sealed))
                .contains("Elektronikus elfogadás", "Egyszerű elektronikus aláírás, pecséttel")
                .contains("Őrült " + PANGRAM)
                .contains(AnAgreement.ADDRESS, StoredFile.of(offered).hash().substring(0, 20));
    }

    @Test
    void losesNoCharacterThatTheFontDoesNotHave() throws IOException {
        byte[] pdf =
                printer.print(
                        AnAgreement.ID, Templates.filled("en", "张 Trading\n" + "x".repeat(300)));

        assertThat(textOf(pdf)).contains("[U+5F20] Trading xxx");
    }

    @Test
    void printsTheSameTextOfEachLanguage() throws IOException {
        for (String language : Templates.LANGUAGES) {
            assertThat(textOf(printer.print(AnAgreement.ID, text(language))))
                    .contains(text(language).title(), "13. ")
                    .doesNotContain("{", "}");
        }
    }

    @Test
    void beginsWithTheDocumentThatWasRead() {
        assertThat(StoredFile.of(offered).isTheBeginningOf(sealed)).isTrue();
    }

    @Test
    void passesEveryCheckAsItIs() {
        SealReport report = seal.check(sealed);

        assertThat(report.checks()).allSatisfy(check -> assertThat(check.passed()).isTrue());
        assertThat(report.checks())
                .extracting(SealCheck::check)
                .containsExactly(
                        SealCheck.Name.FILE,
                        SealCheck.Name.BYTE_RANGE,
                        SealCheck.Name.ENCODING,
                        SealCheck.Name.SIGNATURE,
                        SealCheck.Name.CERTIFICATE);
        assertThat(report.sealedAt()).isEqualTo(AnAgreement.NOON);
        assertThat(report.sealedBy()).contains("Example Vendor");
    }

    @Nested
    class Tampering {

        /** Densest in the seal itself, where the signature does not look. */
        @Test
        void withAnyOneByteIsFound() {
            String text = new String(sealed, StandardCharsets.ISO_8859_1);
            int seal = text.lastIndexOf("/ByteRange");
            int unseen =
                    (int)
                            IntStream.range(0, sealed.length)
                                    .filter(at ->
                                            at % 211 == 0
                                                    || (at >= seal
                                                            && at < seal + 6000
                                                            && at % 7 == 0)
                                                    || at > sealed.length - 32)
                                    .filter(at -> {
                                        byte[] other = sealed.clone();
                                        other[at] ^= (byte) (1 << (at % 5));
                                        return inspection.of(other).passed();
                                    })
                                    .count();

            assertThat(unseen).isZero();
        }

        @Test
        void withTheCaseOfADigitInTheSealIsFound() {
            String text = new String(sealed, StandardCharsets.ISO_8859_1);
            int digit = text.lastIndexOf("/Contents <") + 11;
            while (sealed[digit] < 'A') {
                digit++;
            }
            byte[] other = sealed.clone();
            other[digit] = (byte) Character.toLowerCase(sealed[digit]);

            assertThat(firstFailed(seal.check(other))).isEqualTo(SealCheck.Name.ENCODING);
        }

        @Test
        void byAnAppendedUpdateIsFound() throws IOException {
            var out = new ByteArrayOutputStream();
            try (PDDocument document = Loader.loadPDF(sealed)) {
                document.getDocumentInformation().setTitle("Another agreement");
                document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
                document.saveIncremental(out);
            }
            byte[] updated = out.toByteArray();

            assertThat(updated.length).isGreaterThan(sealed.length);
            assertThat(firstFailed(seal.check(updated))).isEqualTo(SealCheck.Name.BYTE_RANGE);
        }

        @Test
        void bySealingTwiceIsFound() {
            assertThat(firstFailed(seal.check(seal(sealed)))).isEqualTo(SealCheck.Name.FILE);
        }

        @Test
        void byOneByteMoreOrLessIsFound() {
            assertThat(seal.check(Arrays.copyOf(sealed, sealed.length + 1)).passed()).isFalse();
            assertThat(seal.check(Arrays.copyOf(sealed, sealed.length - 1)).passed()).isFalse();
        }

        @Test
        void withASealOfAStrangersKeyIsFound(@TempDir Path elsewhere) {
            var strangers = settings(Map.of("portal.agreements.seal.folder", elsewhere.toString()));
            var before = Set.copyOf(known.fingerprints);
            byte[] forged =
                    seal(strangers, "test")
                            .seal(
                                    offered,
                                    AnAgreement.sent("hu", StoredFile.of(offered)),
                                    "Tükörfúró Kft.",
                                    AnAgreement.evidence("Eve", StoredFile.of(offered).hash()));
            known.fingerprints.retainAll(before);

            assertThat(firstFailed(seal.check(forged))).isEqualTo(SealCheck.Name.CERTIFICATE);
        }

        @Test
        void isAnAnswerForWhateverIsBrought() {
            for (String junk : new String[] {"", "hello", "%PDF-1.7\n%%EOF", "%PDF-1.4 <<<<[[[["}) {
                assertThat(seal.check(junk.getBytes(StandardCharsets.UTF_8)).passed()).isFalse();
            }
            assertThat(firstFailed(seal.check(offered))).isEqualTo(SealCheck.Name.FILE);
        }
    }

    @Nested
    class Keys {

        @Test
        void areMadeOnceForAFolder(@TempDir Path shared) {
            var keys =
                    IntStream.range(0, 4)
                            .parallel()
                            .mapToObj(_ ->
                                    SelfMadeKey.in(shared, "Example Vendor", AnAgreement.MORNING))
                            .map(key -> SealKey.fingerprint(key.certificate()))
                            .distinct();

            assertThat(keys).hasSize(1);
            assertThat(shared).isDirectoryContaining(file -> file.endsWith(SelfMadeKey.FILE));
        }

        @Test
        void areNeverMadeOutsideLocalAndTest() {
            PadesSeal keyless = seal(settings(Map.of()), "production");

            assertThat(catchRefusal(keyless::mustBeReady)).isEqualTo("agreement.seal-unavailable");
            assertThat(keyless.check(sealed).passed()).isTrue();
        }

        @Test
        void comeFromTheKeystoreThatTheOperatorsName(@TempDir Path made) throws Exception {
            SealKey key = SelfMadeKey.in(made, "Other", AnAgreement.MORNING);
            PadesSeal named =
                    seal(
                            settings(
                                    Map.of(
                                            "portal.agreements.seal.keystore",
                                            made.resolve(SelfMadeKey.FILE).toString(),
                                            "portal.agreements.seal.password",
                                            "self-made")),
                            "production");
            named.mustBeReady();

            assertThat(known.knows(SealKey.fingerprint(key.certificate()))).isTrue();
        }

        @Test
        void thatCannotBeReadStopTheStart() {
            var missing = settings(Map.of("portal.agreements.seal.keystore", "/nowhere/seal.p12"));

            assertThat(catchThrowable(() -> seal(missing, "production")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("/nowhere/seal.p12");
        }

        private String catchRefusal(Runnable work) {
            return catchThrowableOfType(Refused.class, work::run).refusal().code();
        }
    }

    @Test
    void isGoodForAnIndependentProgram() throws IOException, InterruptedException {
        assumeThat(isOnThePath("pdfsig")).as("pdfsig of poppler-utils").isTrue();
        Path file = Files.write(folder.resolve("sealed.pdf"), sealed);
        String good = pdfsig(file);
        byte[] other = sealed.clone();
        other[offered.length / 2] ^= 1;
        String bad = pdfsig(Files.write(folder.resolve("tampered.pdf"), other));

        assertThat(good)
                .contains("Signature is Valid", "Total document signed", "ETSI.CAdES.detached")
                .contains("SHA-256");
        assertThat(bad).doesNotContain("Signature is Valid");
    }

    private static boolean isOnThePath(String program) {
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    private static String pdfsig(Path file) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("pdfsig", "-nocert", file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
