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
FROM participants CROSS JOIN indicators LEFT JOIN counts USING (practice_code, indicator_code);
