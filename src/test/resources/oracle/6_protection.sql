-- Income protection (qof-rules 6): the points that are paid instead of the year's own.
CREATE OR REPLACE TABLE protections AS
SELECT indicator_code, treatment, base_year, base_indicators
FROM read_csv(
  [getvariable('headers') || '/protection.csv', getvariable('rulebook') || '/protection.csv'],
  header = true, all_varchar = true, union_by_name = true);

-- What every protected indicator was in its base year. Where its row names base indicators, these,
-- all of them as one pool. Otherwise one code: follow it back year by year, along the links where
-- there is one into its code, under its own code where there is none.
CREATE OR REPLACE TABLE ancestors AS
WITH RECURSIVE walk(indicator_code, base_year, year, code) AS (
  SELECT indicator_code, base_year, getvariable('year'), indicator_code
  FROM protections WHERE treatment = 'protected' AND base_indicators IS NULL
  UNION ALL
  SELECT indicator_code, base_year, year_before(walk.year), from_code
  FROM walk JOIN steps ON steps.year = walk.year AND steps.code = walk.code
  WHERE walk.year > base_year)
SELECT indicator_code, base_year, min(code) AS base_code
FROM walk
WHERE year = base_year
GROUP BY indicator_code, base_year
HAVING count(DISTINCT code) = 1
UNION ALL
SELECT indicator_code, base_year, unnest(string_split(base_indicators, ' '))
FROM protections
WHERE base_indicators IS NOT NULL;

-- The points of a whole pool; a practice without the points of one part has none.
CREATE OR REPLACE TABLE pools AS
SELECT
  ancestors.indicator_code,
  practice_code,
  sum(earned_points)::HUGEINT AS earned_points,
  sum(available_points)::HUGEINT AS available_points
FROM (
  SELECT *, count(*) OVER (PARTITION BY indicator_code) AS parts FROM ancestors) AS ancestors
JOIN history_points AS base
  ON base.year = ancestors.base_year AND base.indicator_code = base_code
WHERE earned_points IS NOT NULL
GROUP BY ancestors.indicator_code, practice_code, parts
HAVING count(*) = parts;

-- Without an agreed plan nothing is protected. Nobody said: agreed. Said both: neither counts.
SET VARIABLE plans = (SELECT list(file) FROM glob(files_of('AGREED_PLANS')));
CREATE OR REPLACE TABLE without_plan AS
SELECT practice_code
FROM read_csv(
  list_prepend(getvariable('headers') || '/AGREED_PLANS.csv', coalesce(getvariable('plans'), []::VARCHAR[])),
  header = true, all_varchar = true) AS decided, year
WHERE decided.quality_service = year.quality_service AND approver IS NOT NULL
GROUP BY practice_code
HAVING count(DISTINCT plan_agreed) = 1 AND min(plan_agreed) = 'N';

-- What is paid. Points of the base year are worth the same share of the points available now as
-- they were of those available then.
CREATE OR REPLACE TABLE points AS
SELECT
  performance.*,
  CASE
    WHEN coalesce(treatment, 'performance') = 'performance' THEN NULL
    -- Their points were moved to other indicators, whoever agreed to what.
    WHEN treatment = 'reallocated' THEN treatment
    WHEN NOT may_be_protected THEN 'no_agreed_plan'
    WHEN treatment = 'protected' AND (base.earned_points IS NULL OR base.available_points = 0)
      THEN 'no_base_year'
    ELSE treatment
  END AS protection,
  CASE protection WHEN 'protected' THEN protections.base_year END AS protected_from_year,
  CASE protection WHEN 'protected' THEN base.earned_points END AS base_points,
  CASE protection
    WHEN 'protected' THEN
      CASE WHEN scales_protected_points
           THEN half_up(base.earned_points * performance.available_points, base.available_points)
           ELSE least(base.earned_points, performance.available_points)
      END
    WHEN 'paid_in_full' THEN performance.available_points
    ELSE performance_points
  END AS earned_points
FROM (
  SELECT
    performance.*,
    NOT protection_needs_plan OR practice_code NOT IN (FROM without_plan) AS may_be_protected
  FROM performance, year) AS performance
CROSS JOIN year
LEFT JOIN protections USING (indicator_code)
LEFT JOIN pools AS base
  ON base.practice_code = performance.practice_code
  AND base.indicator_code = performance.indicator_code;
