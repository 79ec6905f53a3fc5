package org.partnerportal.web;

/**
 * One thing that is wrong with the input.
 *
 * @param pointer JSON pointer into the body, or {@code ?name} for a query parameter
 * @param code stable, for instance {@code field.required}
 * @param detail in the caller's language
 */
public record FieldProblem(String pointer, String code, String detail) {}
