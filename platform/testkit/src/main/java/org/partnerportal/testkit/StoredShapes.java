package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.partnerportal.messaging.MongoTypes;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.data.annotation.TypeAlias;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * Holds a service to reading what its earlier versions have stored. Of each stored shape there are
 * samples under {@code src/test/resources/samples/<version>/}, kept for good; a field or a state
 * that no sample has is refused until {@code -Dsamples.update} has added one. Samples are never
 * changed.
 *
 * <p>Which shapes there are is found in the code: the records with a {@code TypeAlias} and those
 * that a {@code LatestState} keeps.
 */
public final class StoredShapes {

    private static final Pattern LATEST =
            Pattern.compile("new LatestState<>\\([^;]*?,\\s*(\\w+)\\.class\\)");
    private static final Pattern VERSION =
            Pattern.compile(
                    "<artifactId>partner-portal</artifactId>\\s*<version>(\\d+\\.\\d+)[^<]*<");

    private final Path module;
    private final String basePackage;
    private final MappingMongoConverter converter;

    private StoredShapes(Path module, String basePackage) {
        this.module = module;
        this.basePackage = basePackage;
        var conversions = MongoTypes.conversions();
        var mapping = new MongoMappingContext();
        mapping.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        this.converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, mapping);
        converter.setCustomConversions(conversions);
        converter.afterPropertiesSet();
    }

    /** Fails when a sample is not understood, or when there is none of what is stored today. */
    public static void check(Path module, String basePackage) {
        var shapes = new StoredShapes(module, basePackage);
        Map<String, Class<?>> types = shapes.types();
        if (types.isEmpty()) {
            throw new AssertionError("No stored shapes below " + basePackage);
        }
        var wrong = new ArrayList<String>();
        types.forEach((name, type) -> shapes.check(name, type, wrong));
        shapes.namesOfSamples().stream()
                .filter(name -> !types.containsKey(name))
                .forEach(name -> wrong.add(name + ": nothing in the code reads it any more"));
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", wrong));
        }
    }

    private void check(String name, Class<?> type, List<String> wrong) {
        List<Document> today = new SampleValues().of(type).stream().map(this::write).toList();
        for (Document document : today) {
            if (!document.equals(write(converter.read(type, document)))) {
                wrong.add(name + ": is not read as it is written: " + document.toJson());
            }
        }
        List<Document> samples = samples(name);
        if (!traits(today, samples).isEmpty() && System.getProperty("samples.update") != null) {
            add(name, today);
            samples = samples(name);
        }
        for (String trait : traits(today, samples)) {
            wrong.add(
                    name
                            + ": no sample has "
                            + trait
                            + "; -Dsamples.update adds one, if documents without it are read as"
                            + " well");
        }
        for (Document sample : samples) {
            var kept = new TreeSet<String>();
            try {
                traits("", bson(write(converter.read(type, sample))), true, kept);
            } catch (RuntimeException e) {
                wrong.add(name + ": a stored document is not read: " + e);
                continue;
            }
            var had = new TreeSet<String>();
            traits("", bson(sample), true, had);
            had.removeAll(kept);
            had.forEach(trait -> wrong.add(name + ": of a stored document is lost: " + trait));
        }
    }

    /** What today's documents have and no sample has: fields, and names of states. */
    private static Set<String> traits(List<Document> today, List<Document> samples) {
        var missing = new TreeSet<String>();
        today.forEach(document -> traits("", bson(document), false, missing));
        var known = new TreeSet<String>();
        samples.forEach(document -> traits("", bson(document), false, known));
        missing.removeAll(known);
        return missing;
    }

    private static void traits(String path, BsonValue value, boolean values, Set<String> into) {
        switch (value) {
            case BsonDocument document ->
                    document.forEach((key, child) ->
                            traits(path.isEmpty() ? key : path + "." + key, child, values, into));
            case BsonArray array ->
                    array.forEach(element -> traits(path + "[]", element, values, into));
            default -> {
                boolean isName =
                        value.isString() && value.asString().getValue().matches("[A-Z][A-Z_]+");
                into.add(values || isName ? path + " = " + value : path);
            }
        }
    }

    private Map<String, Class<?>> types() {
        var types = new TreeMap<String, Class<?>>();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(TypeAlias.class));
        for (var found : scanner.findCandidateComponents(basePackage)) {
            Class<?> type = load(String.valueOf(found.getBeanClassName()));
            types.put(type.getAnnotation(TypeAlias.class).value(), type);
        }
        for (Path source : files(module.resolve("src/main/java"), ".java")) {
            String text = read(source);
            Matcher latest = LATEST.matcher(text);
            while (latest.find()) {
                String name = latest.group(1);
                types.put("latest." + name, resolve(source, text, name));
            }
        }
        return types;
    }

    /** A simple name as the source means it: imported, nested, or of the same package. */
    private Class<?> resolve(Path source, String text, String name) {
        Matcher imported = Pattern.compile("import ([\\w.]+\\." + name + ");").matcher(text);
        if (imported.find()) {
            return load(imported.group(1));
        }
        Matcher named = Pattern.compile("package ([\\w.]+);").matcher(text);
        if (!named.find()) {
            throw new AssertionError(source + " has no package");
        }
        String outer = source.getFileName().toString().replace(".java", "");
        String inner = named.group(1) + "." + outer + "$" + name;
        return exists(inner) ? load(inner) : load(named.group(1) + "." + name);
    }

    private static boolean exists(String name) {
        return StoredShapes.class.getClassLoader().getResource(name.replace('.', '/') + ".class")
                != null;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is not there", e);
        }
    }

    private Document write(Object value) {
        var document = new Document();
        converter.write(value, document);
        return document;
    }

    private static BsonDocument bson(Document document) {
        return document.toBsonDocument();
    }

    private Path folder() {
        return module.resolve("src/test/resources/samples");
    }

    private Set<String> namesOfSamples() {
        var names = new TreeSet<String>();
        if (Files.isDirectory(folder())) {
            files(folder(), ".json")
                    .forEach(file -> names.add(file.getFileName().toString().replace(".json", "")));
        }
        return names;
    }

    private List<Document> samples(String name) {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        return files(folder(), ".json").stream()
                .filter(file -> file.getFileName().toString().equals(name + ".json"))
                .flatMap(file -> BsonArray.parse(read(file)).stream())
                .map(sample -> Document.parse(sample.asDocument().toJson()))
                .toList();
    }

    /** To those of this version, which stay as they are. */
    private void add(String name, List<Document> documents) {
        Matcher version = VERSION.matcher(read(module.resolve("pom.xml")));
        if (!version.find()) {
            throw new AssertionError(module + "/pom.xml names no version");
        }
        Path file = folder().resolve(version.group(1)).resolve(name + ".json");
        var settings = JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
        try {
            var all = new ArrayList<String>();
            if (Files.exists(file)) {
                BsonArray.parse(read(file))
                        .forEach(sample -> all.add(sample.asDocument().toJson(settings)));
            }
            documents.forEach(document -> all.add(bson(document).toJson(settings)));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "[\n" + String.join(",\n", all) + "\n]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path root, String ending) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
