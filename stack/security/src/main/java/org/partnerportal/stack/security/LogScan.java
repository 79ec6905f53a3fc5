package org.partnerportal.stack.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.partnerportal.stack.client.ClientFailure;

/** Looks for what may not be in a log: people, tokens and secrets. */
final class LogScan {

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");
    private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+[A-Za-z0-9._~+/-]{16,}");
    private static final Pattern SETTING =
            Pattern.compile(
                    "(?i)(?:password|passwd|client_secret|token-secret|api[_-]?key)\\s*[=:]\\s*(?!\\*|\\[|null|$|\\s)\\S+");
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");
    private static final Pattern URL_WITH_PASSWORD =
            Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s:/@]+:[^\\s:/@]+@");

    /** Senders that are nobody. */
    private static final Set<String> NOBODY = Set.of("no-reply@partner-portal.example");

    private static final int SHORTEST = 6;

    private final Map<String, Pattern> rules = new LinkedHashMap<>();
    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final Report report;

    /**
     * @param names of people, as the identity provider knows them
     * @param secrets that this run or this suite uses
     */
    LogScan(Report report, Collection<String> names, Collection<String> secrets) {
        this.report = report;
        rules.put("no address of a person in a log", ADDRESS);
        rules.put("no token in a log", Pattern.compile(TOKEN + "|" + BEARER));
        rules.put(
                "no password or secret in a log",
                Pattern.compile(SETTING + "|" + PRIVATE_KEY + "|" + URL_WITH_PASSWORD));
        words.put("no name of a person in a log", longEnough(names));
        words.put("no password or secret in a log", longEnough(secrets));
    }

    private static List<String> longEnough(Collection<String> all) {
        return all.stream().filter(it -> it.length() >= SHORTEST).distinct().toList();
    }

    /** Every log below the folder. */
    void run(Path folder) {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs = files.filter(it -> it.toString().endsWith(".log")).sorted().toList();
        } catch (IOException e) {
            throw new ClientFailure("There are no logs in " + folder, e);
        }
        if (logs.isEmpty()) {
            throw new ClientFailure("There are no logs in " + folder);
        }
        long lines = 0;
        for (Path log : logs) {
            lines += scan(log);
        }
        report.say("");
        report.say(lines + " lines of " + logs.size() + " logs in " + folder);
    }

    private long scan(Path log) {
        long number = 0;
        var found = new ArrayList<String>();
        try (var lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text =
                        new String(
                                line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                for (String hit : hits(text)) {
                    found.add(hit);
                    report.expect(hit, log.getFileName() + ":" + number, Optional.of(masked(text)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream.concat(rules.keySet().stream(), words.keySet().stream())
                .distinct()
                .filter(it -> !found.contains(it))
                .forEach(it -> report.expect(it, log.toString(), Optional.empty()));
        return number;
    }

    /** The rules that a line breaks. */
    List<String> hits(String line) {
        var hits = new ArrayList<String>();
        rules.forEach((rule, pattern) -> {
            var matcher = pattern.matcher(line);
            while (matcher.find()) {
                if (!NOBODY.contains(matcher.group())) {
                    hits.add(rule);
                    break;
                }
            }
        });
        String small = line.toLowerCase(Locale.ROOT);
        words.forEach((rule, texts) -> {
            boolean there =
                    texts.stream().anyMatch(it -> small.contains(it.toLowerCase(Locale.ROOT)));
            if (there && !hits.contains(rule)) {
                hits.add(rule);
            }
        });
        return hits;
    }

    /** Enough to find the place; the report is a log as well. */
    private static String masked(String line) {
        String shown = line.length() > 200 ? line.substring(0, 200) + "..." : line;
        return ADDRESS.matcher(TOKEN.matcher(shown).replaceAll("<token>")).replaceAll("<address>");
    }
}
