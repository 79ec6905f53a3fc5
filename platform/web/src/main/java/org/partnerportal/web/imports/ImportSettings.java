package org.partnerportal.web.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How bulk imports run.
 *
 * @param maxFile larger files are refused; split them
 * @param chunk rows between two marks of progress; an interrupted job goes on at the last mark
 * @param parallel rows in work at the same time
 * @param lease a job whose instance is silent for this long is taken over by another
 */
@ConfigurationProperties("portal.imports")
public record ImportSettings(
        @DefaultValue("12MB") DataSize maxFile,
        @DefaultValue("200") int chunk,
        @DefaultValue("8") int parallel,
        @DefaultValue("20s") Duration lease) {}
