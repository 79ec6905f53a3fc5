package org.partnerportal.deal.registration.domain;

/**
 * What the programme says about longer protection.
 *
 * @param days by which one extension moves the protection's end
 * @param limit how many one approval may have
 * @param activities that must have been logged since the approval or the last extension
 * @param decided whether the vendor decides; if not, what is asked for rightly is granted at once
 */
public record ExtensionRules(int days, int limit, int activities, boolean decided) {

    public static final ExtensionRules USUAL = new ExtensionRules(30, 2, 1, true);
}
