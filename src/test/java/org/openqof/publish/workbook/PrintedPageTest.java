package org.openqof.publish.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedPageTest {
  /** Columns of areas and {@code numbers} of figures. */
  private static List<Column> columns(int areas, int numbers) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < areas; i++) {
      columns.add(Column.of("Area " + i, i % 3 == 2 ? Format.NAME : Format.CODE));
    }
    for (int i = 0; i < numbers; i++) {
      columns.add(
          Column.of("AF00" + i + " underlying achievement net of PCAs (%)", Format.PERCENT));
    }
    return columns;
  }

  @Test
  void sheetsOfAreasOfTheWholeNationTakeAtMostSixtyPages() {
    // 42 boards, 106 sub-ICB locations, 1,270 networks; the widest sheets have about 90 columns.
    assertThat(PrintedPage.of(columns(3, 90), 44, 150).pages()).isLessThanOrEqualTo(60);
    assertThat(PrintedPage.of(columns(3, 90), 108, 150).pages()).isLessThanOrEqualTo(60);
    assertThat(PrintedPage.of(columns(2, 25), 1_270, 150).pages()).isLessThanOrEqualTo(60);
  }

  /**
   * Of England's 6,400 practices: what fits one page alongside another stays within sixty, on A3.
   */
  @Test
  void sheetsOfPracticesTakeSixtyPagesUnlessTheyAreWiderThanOnePage() {
    for (int figures = 1; figures <= 90; figures++) {
      List<Column> columns = columns(7, figures);
      PrintedPage page = PrintedPage.of(columns, 6_405, 150);
      assertThat(page.paper()).isEqualTo(PrintedPage.Paper.A3);
      if (figures <= 14) {
        assertThat(page.wide()).as("%d figures", figures).isOne();
      }
      assertThat(page.pages()).isLessThanOrEqualTo(PrintedPage.MOST_PAGES * page.wide());
      assertThat(textAt(page, columns, 6_405)).isGreaterThanOrEqualTo(0.39);
    }
    assertThat(PrintedPage.of(columns(7, 1), 6_405, 150).toHeight()).isTrue();
    PrintedPage areas = PrintedPage.of(columns(3, 30), 44, 150);
    assertThat(areas.paper()).isEqualTo(PrintedPage.Paper.A4);
    assertThat(areas.toHeight()).isFalse();
  }

  /** The size of the text that fits so many pages, counted again from rows and widths. */
  private static double textAt(PrintedPage page, List<Column> columns, int rows) {
    double inches = 0;
    double repeated = 0;
    for (int i = 0; i < columns.size(); i++) {
      double inch = (columns.get(i).width() * 9 + 5) / 96.0;
      inches += inch;
      repeated += i >= page.firstRepeated() && i <= page.lastRepeated() ? inch : 0;
    }
    double byWidth = 15.7 * page.wide() / (inches + repeated * (page.wide() - 1));
    double rowsAPage = Math.ceil((double) rows / page.down());
    return Math.min(byWidth, 770 / (rowsAPage * 15 + 150));
  }

  @Test
  void areasThatWouldFillTheScreenAreNotFrozen() {
    assertThat(PrintedPage.of(columns(3, 5), 10, 150).frozen()).isEqualTo(3);
    PrintedPage practices = PrintedPage.of(columns(7, 5), 10, 150);
    assertThat(practices.frozen()).isZero();
    assertThat(practices.firstRepeated()).isEqualTo(5);
    assertThat(practices.lastRepeated()).isEqualTo(6);
  }

  @Test
  void aHeaderBreaksBetweenWordsAndNeverWithinAYear() {
    for (String header :
        List.of(
            "List size, all ages, 2022-23",
            "Score (% of points available), 2023-24",
            "AF006 underlying achievement net of PCAs (%)",
            "Register, 2022-23")) {
      int width = HeaderText.width(header, 12);
      for (double font : new double[] {0.9, 1.0, 1.15, 1.3}) {
        assertThat(HeaderText.lines(header, width / font))
            .as(header)
            .noneMatch(line -> line.matches(".*\\d{4}-"));
      }
      assertThat(HeaderText.most(header, width)).isLessThanOrEqualTo(4);
    }
  }
}
