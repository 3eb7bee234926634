-- The practices that a commissioner granted the lower thresholds of the year: a row of their own in
-- the file of adjustments, of no indicator and without an amount.
SET VARIABLE grants = (SELECT list(file) FROM glob(files_of('ADJUSTMENTS')));
CREATE OR REPLACE TABLE relieved AS
SELECT DISTINCT practice_code
FROM read_csv(
  list_prepend(getvariable('headers') || '/ADJUSTMENTS.csv', coalesce(getvariable('grants'), []::VARCHAR[])),
  header = true, all_varchar = true) AS sent
JOIN year USING (quality_service)
WHERE kind = 'threshold_relief'
  AND ind_code IS NULL AND points IS NULL AND amount_gbp IS NULL
  AND reason IS NOT NULL AND approver IS NOT NULL;

-- What every participant is measured by. A relief greater than the lower threshold leaves 0.
CREATE OR REPLACE TABLE terms AS
SELECT
  participants.*,
  indicators.* EXCLUDE (lower_threshold, upper_threshold),
  greatest(lower_threshold - coalesce(lowered_by, 0), 0) AS lower_threshold,
  upper_threshold - coalesce(lowered_by, 0) AS upper_threshold,
  coalesce(lowered_by, 0) > 0 AS is_relieved
FROM participants
CROSS JOIN indicators
LEFT JOIN (
  SELECT relieved.practice_code AS to_practice, indicator_code AS of_indicator, lowered_by
  FROM relieved CROSS JOIN reliefs)
  ON to_practice = practice_code AND of_indicator = indicator_code;

-- The points of every participant and indicator on its own performance, in hundredths. NULL: cannot
-- be said.
CREATE OR REPLACE TABLE performance AS
SELECT
  practice_code,
  crp,
  indicator_code,
  is_adjusted,
  prevalence_group,
  available_points,
  CASE
    -- A register earns all its points as soon as one patient is on it.
    WHEN kind = 'register' THEN CASE WHEN register > 0 THEN available_points ELSE 0 END
    -- An answer given by hand: all or nothing.
    WHEN kind = 'yes_no' THEN CASE WHEN answer > 0 THEN available_points ELSE 0 END
    -- A share that has no thresholds is never guessed.
    WHEN lower_threshold IS NULL OR upper_threshold IS NULL THEN NULL
    -- Not sent, or nobody to treat.
    WHEN numerator IS NULL OR denominator IS NULL OR denominator = 0 THEN 0
    WHEN numerator * 10000 < lower_threshold * denominator THEN 0
    WHEN numerator * 10000 >= upper_threshold * denominator THEN available_points
    -- Between the thresholds points rise in a straight line.
    ELSE points_at_lower_threshold + half_up(
      (available_points - points_at_lower_threshold)
        * (numerator * 10000 - lower_threshold * denominator),
      (upper_threshold - lower_threshold) * denominator)
  END AS performance_points
FROM terms LEFT JOIN counts USING (practice_code, indicator_code);
