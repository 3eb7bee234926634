package org.openqof.rulebook.proof;

import java.io.Serializable;

/**
 * Points that all practices of an area were awarded for a group together, as published.
 *
 * @param areaCode the area
 * @param groupCode the group
 * @param practices practices of the area
 * @param points points of all of them, hundredths
 */
public record AreaSum(String areaCode, String groupCode, int practices, long points)
    implements Serializable {}
