-- Points by improvement (rules of 2026-27): an indicator that has this route is paid by the gain over
-- the practice's own baseline where that is more than its thresholds give.
SET VARIABLE routes = (SELECT list(file) FROM glob(getvariable('rulebook') || '/improvement.csv'));
CREATE OR REPLACE TABLE routes AS
SELECT
  indicator_code,
  -- Hundredths of a percentage point; hundredths of a point.
  (lower_gain::DECIMAL(9, 2) * 100)::HUGEINT AS lower_gain,
  (upper_gain::DECIMAL(9, 2) * 100)::HUGEINT AS upper_gain,
  (points_at_lower_gain::DECIMAL(9, 2) * 100)::HUGEINT AS block,
  string_split(baseline_years, ' ') AS baseline_years,
  average = 'pooled_counts' AS pools,
  years_needed = 'all' AS needs_all,
  CASE WHEN reach = 'as_written' AND rounding = 'exact' AND mergers = 'own_counts'
        AND average IN ('mean_of_rates', 'pooled_counts') AND years_needed IN ('all', 'any')
       THEN true
       ELSE error('the second opinion does not know the route of ' || indicator_code)
  END AS route_is_known
FROM read_csv(
  list_prepend(getvariable('headers') || '/improvement.csv', coalesce(getvariable('routes'), []::VARCHAR[])),
  header = true, all_varchar = true, union_by_name = true);

-- The indicator in each of its baseline years.
CREATE OR REPLACE TABLE baseline_codes AS
WITH RECURSIVE walk(indicator_code, baseline_year, year, code) AS (
  SELECT indicator_code, unnest(baseline_years), getvariable('year'), indicator_code FROM routes
  UNION ALL
  SELECT indicator_code, baseline_year, year_before(walk.year), from_code
  FROM walk JOIN steps ON steps.year = walk.year AND steps.code = walk.code
  WHERE walk.year > baseline_year)
SELECT indicator_code, baseline_year, min(code) AS code
FROM walk
WHERE year = baseline_year
GROUP BY indicator_code, baseline_year
HAVING count(DISTINCT code) = 1;

-- The baseline as a quotient of whole numbers. Rates n1/d1 and n2/d2 have the mean
-- (n1 d2 + n2 d1) / (2 d1 d2). More patients treated than eligible make no rate.
CREATE OR REPLACE TABLE baselines AS
SELECT practice_code, indicator_code, numerator, denominator
FROM (
  SELECT
    base.practice_code AS practice_code,
    routes.indicator_code AS indicator_code,
    count(*) AS years,
    CASE WHEN any_value(pools) THEN sum(base.numerator)::HUGEINT
         WHEN count(*) = 1 THEN sum(base.numerator)::HUGEINT
         WHEN count(*) = 2 THEN
           (min_by(base.numerator, base.year) * max_by(base.denominator, base.year)
             + max_by(base.numerator, base.year) * min_by(base.denominator, base.year))::HUGEINT
         ELSE error('the second opinion takes the mean of two rates at most')
    END AS numerator,
    CASE WHEN any_value(pools) THEN sum(base.denominator)::HUGEINT
         WHEN count(*) = 1 THEN sum(base.denominator)::HUGEINT
         ELSE 2 * min_by(base.denominator, base.year) * max_by(base.denominator, base.year)
    END AS denominator
  FROM routes
  JOIN baseline_codes ON baseline_codes.indicator_code = routes.indicator_code
  JOIN history_counts AS base
    ON base.year = baseline_year AND base.indicator_code = code
  WHERE base.denominator > 0 AND base.numerator <= base.denominator
  GROUP BY base.practice_code, routes.indicator_code)
JOIN routes USING (indicator_code)
WHERE years = len(baseline_years) OR NOT needs_all;

CREATE OR REPLACE TABLE performance AS
WITH gains AS (
  SELECT
    participants.practice_code,
    routes.indicator_code,
    lower_gain, upper_gain, block,
    baselines.denominator IS NOT NULL AS has_baseline,
    -- Gain in hundredths of a percentage point: a quotient again.
    CASE WHEN counts.denominator > 0 THEN
      10000 * (counts.numerator::HUGEINT * baselines.denominator
        - counts.denominator::HUGEINT * baselines.numerator)
    END AS gain,
    counts.denominator::HUGEINT * baselines.denominator AS of
  FROM participants CROSS JOIN routes
  LEFT JOIN baselines
    ON baselines.practice_code = participants.practice_code
    AND baselines.indicator_code = routes.indicator_code
  LEFT JOIN counts
    ON counts.practice_code = participants.practice_code
    AND counts.indicator_code = routes.indicator_code),
both_routes AS (
  SELECT
    performance.*,
    has_baseline,
    CASE
      WHEN has_baseline IS NULL THEN NULL
      WHEN NOT has_baseline THEN NULL
      WHEN gain IS NULL OR gain < lower_gain * of THEN 0
      WHEN gain >= upper_gain * of THEN available_points
      ELSE block + half_up(
        (available_points - block) * (gain - lower_gain * of), (upper_gain - lower_gain) * of)
    END AS improvement_points
  FROM performance LEFT JOIN gains USING (practice_code, indicator_code))
SELECT
  both_routes.* REPLACE (
    CASE WHEN improvement_points > performance_points THEN improvement_points
         ELSE performance_points
    END AS performance_points),
  CASE WHEN has_baseline IS NOT NULL THEN performance_points END AS threshold_points,
  CASE WHEN has_baseline IS NULL OR performance_points IS NULL THEN NULL
       WHEN NOT has_baseline THEN 'no_baseline'
       WHEN improvement_points > performance_points THEN 'improvement'
       ELSE 'thresholds'
  END AS paying_route
FROM both_routes;
