package org.partnerportal.partner.agreements.signing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Text that flows over A4 pages, in a font that is embedded and knows every European language. */
final class Sheet {

    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 64;
    private static final float FOOTER = 36;
    private static final float FOOTER_SIZE = 8;
    private static final float LEADING = 1.35f;

    private final PDDocument document;
    private final PDFont font;
    private final PDRectangle paper = PDRectangle.A4;
    private final List<List<Line>> pages = new ArrayList<>();
    private float y;

    private record Line(String text, float size, float y) {}

    /** What stands at the foot of a page. */
    interface Footer {
        String of(int page, int pages);
    }

    Sheet(PDDocument document) throws IOException {
        this.document = document;
        try (InputStream in =
                Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
            this.font = PDType0Font.load(document, in, true);
        }
        turn();
    }

    private void turn() {
        pages.add(new ArrayList<>());
        y = paper.getHeight() - MARGIN;
    }

    /** A paragraph, wrapped, after some space. */
    void paragraph(String text, float size, float spaceBefore) throws IOException {
        y -= spaceBefore;
        for (String line : wrapped(printable(text), size)) {
            y -= size * LEADING;
            if (y < MARGIN) {
                turn();
                y -= size * LEADING;
            }
            pages.getLast().add(new Line(line, size, y));
        }
    }

    /** A paragraph that is not left alone at the foot of a page. */
    void heading(String text, float size, float spaceBefore) throws IOException {
        if (y - spaceBefore - size * LEADING * 4 < MARGIN) {
            turn();
        }
        paragraph(text, size, spaceBefore);
    }

    /** Writes the pages at the end of the document. */
    void print(Footer footer) throws IOException {
        int number = 0;
        for (List<Line> lines : pages) {
            number++;
            var page = new PDPage(paper);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                for (Line line : lines) {
                    write(content, line.text(), line.size(), line.y());
                }
                write(content, printable(footer.of(number, pages.size())), FOOTER_SIZE, FOOTER);
            }
        }
    }

    private void write(PDPageContentStream content, String text, float size, float at)
            throws IOException {
        if (text.isEmpty()) {
            return;
        }
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(MARGIN, at);
        content.showText(text);
        content.endText();
    }

    private List<String> wrapped(String text, float size) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (fits(longer, size)) {
                line.setLength(0);
                line.append(longer);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(broken(word, size, lines));
        }
        lines.add(line.toString());
        return lines;
    }

    /** Breaks a word that is wider than the paper; answers what is left of it. */
    private String broken(String word, float size, List<String> lines) throws IOException {
        String rest = word;
        while (!fits(rest, size)) {
            int end = rest.offsetByCodePoints(0, 1);
            while (end < rest.length()) {
                int next = rest.offsetByCodePoints(end, 1);
                if (!fits(rest.substring(0, next), size)) {
                    break;
                }
                end = next;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    private boolean fits(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size <= paper.getWidth() - 2 * MARGIN;
    }

    /** Nothing is lost: what the font does not have is written as its number. */
    private String printable(String text) {
        var printable = new StringBuilder();
        text.codePoints()
                .forEach(character -> {
                    if (Character.isISOControl(character) || Character.isSpaceChar(character)) {
                        printable.append(' ');
                    } else if (isInFont(character)) {
                        printable.appendCodePoint(character);
                    } else {
                        printable.append("[U+%04X]".formatted(character));
                    }
                });
        return printable.toString();
    }

    private boolean isInFont(int character) {
        try {
            font.encode(Character.toString(character));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
