package org.partnerportal.deal.customer.matching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.partnerportal.deal.customer.matching.NameFeatures.Feature;

/**
 * What each feature counts, in log-odds.
 *
 * @param version of the weights; a decision keeps it
 * @param threshold from which probability a pair is taken for one organisation
 */
record NameWeights(String version, double threshold, double base, Map<Feature, Double> of) {

    static NameWeights standard() {
        var properties = new Properties();
        try (InputStream resource =
                Objects.requireNonNull(
                        NameWeights.class.getResourceAsStream("name-weights.properties"))) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var of = new EnumMap<Feature, Double>(Feature.class);
        for (Feature feature : Feature.values()) {
            of.put(feature, number(properties, feature.name()));
        }
        return new NameWeights(
                Objects.requireNonNull(properties.getProperty("version")),
                number(properties, "threshold"),
                number(properties, "BASE"),
                of);
    }

    private static double number(Properties properties, String name) {
        return Double.parseDouble(Objects.requireNonNull(properties.getProperty(name), name));
    }

    double probability(NameFeatures features) {
        double odds = base;
        for (Map.Entry<Feature, Double> weight : of.entrySet()) {
            odds += weight.getValue() * features.get(weight.getKey());
        }
        return 1 / (1 + Math.exp(-odds));
    }
}
