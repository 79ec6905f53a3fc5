package org.partnerportal.stack.launcher;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line per step on a terminal, painted over and over. */
final class LiveProgress implements Progress {

    private static final long EVERY_NANOS = 150_000_000;

    private final PrintStream out;
    private final int width;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int painted;
    private long last;

    LiveProgress(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public synchronized void show(Line line) {
        var before = lines.put(line.name(), line);
        var news = before == null || before.state() != line.state();
        if (news || System.nanoTime() - last > EVERY_NANOS) {
            paint();
        }
    }

    @Override
    public synchronized void close() {
        paint();
    }

    private void paint() {
        var text = new StringBuilder();
        if (painted > 0) {
            text.append("\033[").append(painted).append('A');
        }
        lines.values()
                .forEach(line ->
                        text.append("\033[2K")
                                .append(colour(line.state()))
                                .append(cut(PlainProgress.text(line)))
                                .append("\033[0m\n"));
        painted = lines.size();
        last = System.nanoTime();
        out.print(text);
        out.flush();
    }

    private String cut(String text) {
        var one = text.replace('\n', ' ');
        return one.length() < width ? one : one.substring(0, width - 1);
    }

    private static String colour(State state) {
        return switch (state) {
            case WAITING -> "\033[2m";
            case RUNNING -> "\033[33m";
            case DONE -> "\033[32m";
            case SKIPPED -> "\033[35m";
            case FAILED -> "\033[31m";
        };
    }
}
