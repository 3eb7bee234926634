package org.openqof.extract;

import java.io.Serializable;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.input.PracticeReference.Source;

/**
 * A change of the state of one practice's payment, as somebody asked for it. It is read only:
 * whether it is allowed depends on the states recorded so far.
 *
 * @param year the financial year
 * @param practiceCode practice
 * @param state the new state: declared, approved, paid, disputed or superseded
 * @param version the version it refers to; null for the current one
 * @param changedBy who changed it
 * @param changedAt when, in local time
 * @param reason why
 * @param fileName the file's name, for messages
 * @param source where it was read
 * @param rawLine the line as received
 */
public record StateChange(
    FinancialYear year,
    String practiceCode,
    String state,
    @Nullable Integer version,
    String changedBy,
    LocalDateTime changedAt,
    String reason,
    String fileName,
    Source source,
    String rawLine)
    implements Serializable {}
