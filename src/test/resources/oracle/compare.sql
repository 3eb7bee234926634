-- What the product published, laid beside the second opinion. Told: payments, the folder of the
-- year's payment tables. A row of disagreements is something on which the two do not say the same;
-- points are in hundredths.
CREATE OR REPLACE TABLE disagreements AS

SELECT
  'line' AS what,
  practice_code || ' ' || indicator_code AS of_what,
  CASE WHEN ours.practice_code IS NOT NULL THEN
    'points ' || coalesce(ours.earned_points::VARCHAR, 'none')
      || ', pence ' || coalesce(ours.payment::VARCHAR, 'none') END AS oracle_says,
  CASE WHEN theirs.practice_code IS NOT NULL THEN
    'points ' || coalesce((theirs.earned_points * 100)::HUGEINT::VARCHAR, 'none')
      || ', pence ' || coalesce((theirs.achievement_payment_gbp * 100)::HUGEINT::VARCHAR, 'none')
  END AS product_says
FROM lines AS ours
FULL JOIN read_parquet(getvariable('payments') || '/payment_lines.parquet') AS theirs
  USING (practice_code, indicator_code)
WHERE ours.practice_code IS NULL
   OR theirs.practice_code IS NULL
   OR ours.earned_points IS DISTINCT FROM (theirs.earned_points * 100)::HUGEINT
   OR ours.payment IS DISTINCT FROM (theirs.achievement_payment_gbp * 100)::HUGEINT

UNION ALL
SELECT
  'practice',
  practice_code,
  'points ' || ours.earned_points || ', pence ' || ours.payment || ', priced ' || ours.lines_priced
    || ', not priced ' || ours.lines_not_priced,
  'points ' || (theirs.earned_points * 100)::HUGEINT
    || ', pence ' || (theirs.achievement_payment_gbp * 100)::HUGEINT
    || ', priced ' || theirs.lines_priced || ', not priced ' || theirs.lines_not_priced
FROM practice_totals AS ours
FULL JOIN read_parquet(getvariable('payments') || '/practice_payments.parquet') AS theirs
  USING (practice_code)
WHERE ours.practice_code IS NULL
   OR theirs.practice_code IS NULL
   OR ours.earned_points <> (theirs.earned_points * 100)::HUGEINT
   OR ours.payment <> (theirs.achievement_payment_gbp * 100)::HUGEINT
   OR ours.lines_priced <> theirs.lines_priced
   OR ours.lines_not_priced <> theirs.lines_not_priced

UNION ALL
SELECT
  'national prevalence',
  group_code,
  ours.register || ' of ' || ours.crp || ' in ' || ours.practices,
  theirs.numerator || ' of ' || theirs.denominator || ' in ' || theirs.practices
FROM national AS ours
FULL JOIN (
  SELECT * FROM read_parquet(getvariable('payments') || '/national_figures.parquet')
  WHERE figure = 'national_prevalence') AS theirs
  USING (group_code)
WHERE ours.group_code IS NULL
   OR theirs.group_code IS NULL
   OR ours.register <> theirs.numerator
   OR ours.crp <> theirs.denominator
   OR ours.practices <> theirs.practices

UNION ALL
SELECT
  'England',
  '',
  'practices ' || ours.practices || ', points ' || ours.earned_points || ', pence ' || ours.payment,
  'practices ' || theirs.practices || ', points ' || theirs.earned_points || ', pence ' || theirs.payment
FROM england AS ours
CROSS JOIN (
  SELECT
    count(DISTINCT practice_code) AS practices,
    (sum(earned_points) * 100)::HUGEINT AS earned_points,
    (sum(achievement_payment_gbp) * 100)::HUGEINT AS payment
  FROM read_parquet(getvariable('payments') || '/payment_lines.parquet')) AS theirs
WHERE ours.practices <> theirs.practices
   OR ours.earned_points <> theirs.earned_points
   OR ours.payment <> theirs.payment

ORDER BY ALL;
