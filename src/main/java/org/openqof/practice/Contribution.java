package org.openqof.practice;

import java.io.Serializable;
import java.util.Map;

/**
 * What one payable practice brings to the national figures.
 *
 * @param practiceCode ODS code
 * @param crp contractor registered population, above 0
 * @param registers registers by group; a group that was not sent is absent, zero counts
 */
public record Contribution(String practiceCode, int crp, Map<String, Integer> registers)
    implements Serializable {}
