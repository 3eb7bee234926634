package org.openqof.synthetic;

/**
 * A named reason for which patients leave a denominator.
 *
 * @param name the name under which the extract sends its count; may hold commas and quotes
 * @param description what it says
 * @param adjustment whether it is a personalised care adjustment; an exclusion otherwise
 * @param general whether it is used by several indicators of a group
 */
record Reason(String name, String description, boolean adjustment, boolean general) {}
