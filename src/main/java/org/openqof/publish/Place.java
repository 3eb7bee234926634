package org.openqof.publish;

import org.openqof.input.Geography;

/**
 * One practice with the areas it lies in.
 *
 * @param code ODS code
 * @param name its name
 * @param geography its areas
 */
public record Place(String code, String name, Geography geography) {}
