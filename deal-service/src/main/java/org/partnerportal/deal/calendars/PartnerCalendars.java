package org.partnerportal.deal.calendars;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.BusinessCalendar;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The calendar by which a partner works: the public holidays and the zone of its country. */
@Component
@EnableConfigurationProperties(CalendarSettings.class)
public class PartnerCalendars {

    private final CalendarSettings settings;
    private final Properties zones = zones();

    PartnerCalendars(CalendarSettings settings) {
        this.settings = settings;
    }

    /**
     * The calendar of a country for a year from now on.
     *
     * @param country ISO 3166-1 alpha-2; none, or one that nobody knows: no holidays, the
     *     programme's zone
     */
    public BusinessCalendar of(@Nullable String country, Instant now) {
        CalendarSettings.Country own = settings.of(country);
        ZoneId zone = Objects.requireNonNullElseGet(own.zone(), () -> zoneOf(country));
        Set<LocalDate> holidays = new HashSet<>(own.free());
        if (country != null) {
            holidays.addAll(holidays(country, now.atZone(zone).toLocalDate()));
        }
        return new BusinessCalendar(
                zone,
                Objects.requireNonNullElse(own.weekend(), settings.weekend()),
                holidays,
                own.worked());
    }

    private ZoneId zoneOf(@Nullable String country) {
        return Optional.ofNullable(country)
                .map(zones::getProperty)
                .map(ZoneId::of)
                .orElse(settings.zone());
    }

    private static Set<LocalDate> holidays(String country, LocalDate from) {
        if (!HolidayManager.getSupportedCalendarCodes().contains(country)) {
            return Set.of();
        }
        return HolidayManager.getInstance(ManagerParameters.create(country))
                .getHolidays(from, from.plusYears(1))
                .stream()
                .filter(holiday -> holiday.getType() != HolidayType.OBSERVANCE)
                .map(Holiday::getDate)
                .collect(Collectors.toSet());
    }

    private static Properties zones() {
        var zones = new Properties();
        try (InputStream file =
                PartnerCalendars.class.getResourceAsStream("/calendars/zones.properties")) {
            zones.load(Objects.requireNonNull(file, "calendars/zones.properties"));
            return zones;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
