package org.openqof.publish.workbook;

/**
 * A chart with the sheet it stands on.
 *
 * @param sheet the sheet, with the rows that are drawn
 * @param plan what is drawn
 * @param header row of the table's header, from 0
 */
record SheetChart(SheetPlan sheet, ChartPlan plan, int header) {}
