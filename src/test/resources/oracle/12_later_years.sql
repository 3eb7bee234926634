-- What this year leaves to the years after.
INSERT INTO history_years SELECT getvariable('year'), point_value_pence, average_list_size FROM year;

-- In a year of reference, whose thresholds are not held, points are those awarded, where they cannot
-- be worked out; only practices of its public statistics have any: those whose points that can be
-- worked out are more than the indicators answered by hand give.
INSERT INTO history_points
WITH held AS (
  SELECT
    points.practice_code,
    points.indicator_code,
    CASE WHEN is_paid THEN earned_points ELSE coalesce(performance_points, awarded_points) END AS earned_points,
    performance_points,
    points.available_points,
    is_paid
  FROM points CROSS JOIN year LEFT JOIN awarded USING (practice_code, indicator_code))
SELECT getvariable('year'), practice_code, indicator_code, earned_points, available_points
FROM held
QUALIFY earned_points IS NOT NULL AND (
  is_paid
  OR sum(performance_points) OVER (PARTITION BY practice_code)
    > (SELECT coalesce(sum(available_points), 0) FROM indicators WHERE is_manual));

-- Complete: every indicator has the values its points hang on. Nothing is asked for an indicator
-- whose points are protected or were moved, except its register, and the register that others are
-- paid by where it is delivered with this one.
INSERT INTO history_practices
SELECT
  getvariable('year'),
  practice_code,
  payment,
  practice_code NOT IN (
    SELECT practice_code
    FROM participants CROSS JOIN year CROSS JOIN indicators
    LEFT JOIN counts USING (practice_code, indicator_code)
    LEFT JOIN protections USING (indicator_code)
    WHERE CASE
        WHEN coalesce(treatment, 'performance') = 'performance'
          OR kind = 'register'
          OR (protection_needs_plan AND practice_code IN (FROM without_plan))
        THEN CASE kind
          WHEN 'register' THEN register IS NULL
          WHEN 'yes_no' THEN answer IS NULL
          ELSE numerator IS NULL OR denominator IS NULL
        END
        WHEN indicator_code IN (
          SELECT register_indicator FROM registers
          WHERE place = 1 AND group_code IN (SELECT prevalence_group FROM indicators))
        THEN register IS NULL AND (numerator IS NULL OR denominator IS NULL)
        ELSE false
      END)
FROM practice_totals CROSS JOIN year
WHERE is_paid;

INSERT INTO history_aspiration SELECT getvariable('year'), practice_code, annual FROM aspiration;

INSERT INTO history_counts
SELECT getvariable('year'), practice_code, indicator_code, numerator, denominator
FROM participants JOIN counts USING (practice_code)
WHERE numerator IS NOT NULL AND denominator IS NOT NULL;
