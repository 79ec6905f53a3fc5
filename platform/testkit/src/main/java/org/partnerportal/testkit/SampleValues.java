package org.partnerportal.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.partnerportal.kernel.Money;

/**
 * Records with every field filled, and so many of each that every name of every enum and every kind
 * of a sealed type occurs.
 */
final class SampleValues {

    private static final Map<Class<?>, Object> SIMPLE =
            Map.ofEntries(
                    Map.entry(int.class, 7),
                    Map.entry(Integer.class, 7),
                    Map.entry(long.class, 7_000_000_000L),
                    Map.entry(Long.class, 7_000_000_000L),
                    Map.entry(double.class, 0.75),
                    Map.entry(boolean.class, true),
                    Map.entry(Boolean.class, true),
                    Map.entry(BigDecimal.class, new BigDecimal("12.50")),
                    Map.entry(Money.class, Money.of("4821.00", "EUR")),
                    Map.entry(Instant.class, Instant.parse("2026-11-23T10:15:30.123Z")),
                    Map.entry(LocalDate.class, LocalDate.parse("2026-11-23")),
                    Map.entry(YearMonth.class, YearMonth.parse("2026-11")),
                    Map.entry(Duration.class, Duration.ofMinutes(5)),
                    Map.entry(ZoneId.class, ZoneId.of("Europe/Budapest")));

    private int variant;
    private int variants;

    List<Object> of(Class<?> type) {
        var samples = new ArrayList<Object>();
        variants = 1;
        for (variant = 0; variant < variants; variant++) {
            samples.add(value(type, type, "value"));
        }
        return samples;
    }

    private Object value(Class<?> type, Type generic, String name) {
        Object simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type == String.class) {
            return name;
        }
        if (type.isEnum()) {
            return choice(type.getEnumConstants());
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isSealed()) {
            Class<?> kind = (Class<?>) choice(type.getPermittedSubclasses());
            return value(kind, kind, name);
        }
        if (type == List.class) {
            return List.of(element(generic, 0, name));
        }
        if (type == Set.class) {
            return Set.of(element(generic, 0, name));
        }
        if (type == Map.class) {
            var map = new LinkedHashMap<Object, Object>();
            map.put(element(generic, 0, name), element(generic, 1, name));
            return map;
        }
        throw new AssertionError(
                name + " is a " + type.getName() + ", of which no sample value is known here");
    }

    private Object element(Type generic, int index, String name) {
        Type argument = ((ParameterizedType) generic).getActualTypeArguments()[index];
        Class<?> type =
                (Class<?>)
                        (argument instanceof ParameterizedType inner
                                ? inner.getRawType()
                                : argument);
        return value(type, argument, name);
    }

    private Object choice(Object[] all) {
        variants = Math.max(variants, all.length);
        return all[variant % all.length];
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values =
                Arrays.stream(components)
                        .map(it -> value(it.getType(), it.getGenericType(), it.getName()))
                        .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    type.getName() + " refuses " + Arrays.toString(values), e);
        }
    }
}
