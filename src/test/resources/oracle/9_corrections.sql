-- What was corrected after the calculation, in pence. Refused: what nobody approved, what is neither
-- or both of points and pounds, a deduction that adds, and what contradicts another row, both rows.
SET VARIABLE adjustments = (SELECT list(file) FROM glob(files_of('ADJUSTMENTS')));
CREATE OR REPLACE TABLE adjustments AS
SELECT
  sent.practice_code,
  coalesce(ind_code, 'TOTAL') AS subject,
  kind,
  reason,
  min(hundredths(points)) AS points,
  min(hundredths(amount_gbp)) AS amount
FROM read_csv(
  list_prepend(getvariable('headers') || '/ADJUSTMENTS.csv', coalesce(getvariable('adjustments'), []::VARCHAR[])),
  header = true, all_varchar = true) AS sent, year
WHERE sent.quality_service = year.quality_service
  AND kind IN ('commissioner', 'dispute', 'pms_deduction', 'one_off')
  AND reason IS NOT NULL
  AND approver IS NOT NULL
  AND (points IS NULL) <> (amount_gbp IS NULL)
  AND NOT (kind = 'pms_deduction' AND coalesce(hundredths(points), hundredths(amount_gbp)) > 0)
  AND (ind_code IS NULL OR ind_code IN (SELECT indicator_code FROM indicators))
GROUP BY ALL
HAVING count(DISTINCT (hundredths(points), hundredths(amount_gbp))) = 1;

-- Points are worth what a point is worth to this practice: adjusted for prevalence where they are
-- of an indicator that is.
CREATE OR REPLACE TABLE applied AS
SELECT
  adjustments.practice_code,
  subject,
  adjustments.kind,
  reason,
  points,
  CASE
    WHEN amount IS NOT NULL THEN amount
    WHEN NOT coalesce(is_adjusted, false) THEN
      half_away(points * point_value_pence * participants.crp, 100 * average_list_size)
    WHEN coalesce(practice_registers.register, 0) = 0 OR coalesce(national.register, 0) = 0 THEN 0
    ELSE half_away(
      points * point_value_pence * practice_registers.register * national.crp,
      100 * average_list_size * national.register)
  END AS adjustment
FROM adjustments
JOIN participants USING (practice_code)
CROSS JOIN year
LEFT JOIN indicators ON indicator_code = subject
LEFT JOIN practice_registers
  ON practice_registers.practice_code = adjustments.practice_code
  AND practice_registers.group_code = prevalence_group
LEFT JOIN national ON national.group_code = prevalence_group;
