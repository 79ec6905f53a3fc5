package org.partnerportal.stack.bench.measure;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how many pairs
 * @param sample how long one sample of a load takes
 * @param warmup how long a side is loaded before the first round
 * @param root the repository
 * @param work a folder for what processes write
 */
public record Plan(int rounds, Duration sample, Duration warmup, Path root, Path work) {}
