package org.openqof.publish;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a publication says of itself: settings of the job or of the command. What is not given is
 * said to be not stated; nothing is made up.
 *
 * @param publisher who publishes
 * @param contact whom readers ask
 * @param status what the figures are, such as {@code Official statistics} or {@code Provisional}
 * @param published date of publication
 * @param next date of the next publication
 * @param licence the licence in words; null for {@link #OPEN_LICENCE}
 * @param licenceAddress where its text lies
 */
public record Imprint(
    @Nullable String publisher,
    @Nullable String contact,
    @Nullable String status,
    @Nullable LocalDate published,
    @Nullable LocalDate next,
    @Nullable String licence,
    @Nullable String licenceAddress) {
  /** The licence of published statistics where no other is given. */
  public static final String OPEN_LICENCE = "Open Government Licence v3.0";

  private static final String OPEN_LICENCE_ADDRESS =
      "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

  /** Nothing is stated but the open licence. */
  public static final Imprint NONE = new Imprint(null, null, null, null, null, null, null);

  /** With a date of publication; null changes nothing. */
  public Imprint on(@Nullable LocalDate date) {
    return date == null
        ? this
        : new Imprint(publisher, contact, status, date, next, licence, licenceAddress);
  }

  /** The licence in words. */
  public String licenceName() {
    return licence == null ? OPEN_LICENCE : licence;
  }

  /** Whether it is the licence that public sector information has unless another is given. */
  public boolean isOpenLicence() {
    return licenceName().equals(OPEN_LICENCE);
  }

  /** Where the text of the licence lies; null when that is not known. */
  public @Nullable String licencePlace() {
    return licenceAddress != null ? licenceAddress : isOpenLicence() ? OPEN_LICENCE_ADDRESS : null;
  }
}
