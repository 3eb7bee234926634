package org.openqof.rulebook;

import java.io.Serializable;

/**
 * A value with its support.
 *
 * @param value the value
 * @param status how far it is supported
 * @param citation key or keys into {@code citations.yaml}, separated by a space
 */
public record Cited<T extends Serializable>(T value, Status status, String citation)
    implements Serializable {}
