-- What the product published, laid beside the second opinion. Told: payments, the folder of the
-- year's payment tables. A row of disagreements is something on which the two do not say the same;
-- points are in hundredths.

-- The product's totals in whole numbers.
CREATE OR REPLACE TABLE published_totals AS
SELECT
  practice_code,
  (earned_points * 100)::HUGEINT AS earned_points,
  (protected_points * 100)::HUGEINT AS protected_points,
  (achievement_payment_gbp * 100)::HUGEINT AS payment,
  lines_priced,
  lines_not_priced,
  crp,
  crp_date,
  crp_basis = 'commissioner_correction' AS is_corrected,
  achievement_date,
  contract_days,
  year_days,
  (part_year_gbp * 100)::HUGEINT AS part_year,
  (adjustments_gbp * 100)::HUGEINT AS adjustments,
  (total_achievement_gbp * 100)::HUGEINT AS total,
  (aspiration_paid_gbp * 100)::HUGEINT AS aspiration_paid,
  (achievement_due_gbp * 100)::HUGEINT AS due
FROM read_parquet(getvariable('payments') || '/practice_payments.parquet');

CREATE OR REPLACE TABLE disagreements AS

SELECT
  'line' AS what,
  practice_code || ' ' || indicator_code AS of_what,
  CASE WHEN ours.practice_code IS NOT NULL THEN
    'points ' || coalesce(ours.earned_points::VARCHAR, 'none')
      || ', pence ' || coalesce(ours.payment::VARCHAR, 'none')
      || ', own ' || coalesce(ours.performance_points::VARCHAR, 'none')
      || coalesce(', ' || ours.protection, '')
      || coalesce(', base ' || ours.base_points || ' of ' || ours.protected_from_year, '')
      || coalesce(', ' || ours.paying_route || ' (' || ours.threshold_points || ', '
        || coalesce(ours.improvement_points::VARCHAR, 'none') || ')', '')
  END AS oracle_says,
  CASE WHEN theirs.practice_code IS NOT NULL THEN
    'points ' || coalesce((theirs.earned_points * 100)::HUGEINT::VARCHAR, 'none')
      || ', pence ' || coalesce((theirs.achievement_payment_gbp * 100)::HUGEINT::VARCHAR, 'none')
      || ', own ' || coalesce((theirs.performance_points * 100)::HUGEINT::VARCHAR, 'none')
      || coalesce(', ' || theirs.protection, '')
      || coalesce(', base ' || (theirs.base_points * 100)::HUGEINT || ' of ' || theirs.protected_from_year, '')
      || coalesce(', ' || theirs.paying_route || ' (' || (theirs.threshold_points * 100)::HUGEINT || ', '
        || coalesce((theirs.improvement_points * 100)::HUGEINT::VARCHAR, 'none') || ')', '')
  END AS product_says
FROM lines AS ours
FULL JOIN read_parquet(getvariable('payments') || '/payment_lines.parquet') AS theirs
  USING (practice_code, indicator_code)
WHERE ours.practice_code IS NULL
   OR theirs.practice_code IS NULL
   OR ours.earned_points IS DISTINCT FROM (theirs.earned_points * 100)::HUGEINT
   OR ours.payment IS DISTINCT FROM (theirs.achievement_payment_gbp * 100)::HUGEINT
   OR ours.performance_points IS DISTINCT FROM (theirs.performance_points * 100)::HUGEINT
   OR ours.protection IS DISTINCT FROM theirs.protection
   OR ours.protected_from_year IS DISTINCT FROM theirs.protected_from_year
   OR ours.base_points IS DISTINCT FROM (theirs.base_points * 100)::HUGEINT
   OR ours.threshold_points IS DISTINCT FROM (theirs.threshold_points * 100)::HUGEINT
   OR ours.improvement_points IS DISTINCT FROM (theirs.improvement_points * 100)::HUGEINT
   -- Points that are the same once rounded can be paid by either route.
   OR (ours.paying_route IS DISTINCT FROM theirs.paying_route
     AND NOT coalesce(
       ours.threshold_points = ours.improvement_points AND theirs.paying_route <> 'no_baseline', false))

UNION ALL
SELECT
  'practice',
  practice_code,
  'points ' || ours.earned_points || ' (protected ' || ours.protected_points
    || '), pence ' || ours.payment || ', priced ' || ours.lines_priced
    || ', not priced ' || ours.lines_not_priced || ', crp ' || ours.crp || ' of ' || ours.counted_on
    || CASE WHEN ours.is_corrected THEN ' corrected' ELSE '' END || ', ' || ours.contract_days
    || ' of ' || ours.year_days || ' days to ' || ours.achievement_date || ', part year '
    || ours.part_year || ', adjustments ' || ours.adjustments || ', total ' || ours.total
    || ', aspiration ' || ours.aspiration_paid || ', due ' || ours.due,
  'points ' || theirs.earned_points || ' (protected ' || theirs.protected_points
    || '), pence ' || theirs.payment || ', priced ' || theirs.lines_priced
    || ', not priced ' || theirs.lines_not_priced || ', crp ' || theirs.crp || ' of ' || theirs.crp_date
    || CASE WHEN theirs.is_corrected THEN ' corrected' ELSE '' END || ', ' || theirs.contract_days
    || ' of ' || theirs.year_days || ' days to ' || theirs.achievement_date || ', part year '
    || theirs.part_year || ', adjustments ' || theirs.adjustments || ', total ' || theirs.total
    || ', aspiration ' || theirs.aspiration_paid || ', due ' || theirs.due
FROM practice_totals AS ours
FULL JOIN published_totals AS theirs USING (practice_code)
WHERE ours.practice_code IS NULL
   OR theirs.practice_code IS NULL
   OR ours.earned_points <> theirs.earned_points
   OR ours.protected_points <> theirs.protected_points
   OR ours.payment <> theirs.payment
   OR ours.lines_priced <> theirs.lines_priced
   OR ours.lines_not_priced <> theirs.lines_not_priced
   OR ours.crp <> theirs.crp
   OR ours.counted_on <> theirs.crp_date
   OR ours.is_corrected <> theirs.is_corrected
   OR ours.achievement_date <> theirs.achievement_date
   OR ours.contract_days <> theirs.contract_days
   OR ours.year_days <> theirs.year_days
   OR ours.part_year <> theirs.part_year
   OR ours.adjustments <> theirs.adjustments
   OR ours.total <> theirs.total
   OR ours.aspiration_paid <> theirs.aspiration_paid
   OR ours.due <> theirs.due

UNION ALL
SELECT
  'adjustment',
  practice_code || ' ' || subject || ' ' || kind || ' ' || reason,
  'pence ' || ours.adjustment,
  'pence ' || (theirs.adjustment_gbp * 100)::HUGEINT
FROM applied AS ours
FULL JOIN published_adjustments AS theirs
  USING (practice_code, subject, kind, reason)
WHERE ours.practice_code IS NULL
   OR theirs.practice_code IS NULL
   OR ours.adjustment <> (theirs.adjustment_gbp * 100)::HUGEINT

UNION ALL
SELECT
  'aspiration',
  practice_code,
  'a year ' || ours.annual || ', a month ' || ours.monthly || ', '
    || CASE WHEN ours.is_complete THEN 'standard' ELSE 'estimated' END || ', base '
    || coalesce(ours.base_payment::VARCHAR, 'none') || ', ' || ours.months || ' months, paid ' || ours.paid,
  'a year ' || (theirs.annual_aspiration_gbp * 100)::HUGEINT || ', a month '
    || (theirs.monthly_aspiration_gbp * 100)::HUGEINT || ', ' || theirs.aspiration_status || ', base '
    || coalesce((theirs.unadjusted_achievement_payment_gbp * 100)::HUGEINT::VARCHAR, 'none') || ', '
    || theirs.months_paid || ' months, paid ' || (theirs.aspiration_paid_gbp * 100)::HUGEINT
FROM (
  SELECT aspiration.*, coalesce(months, 0) AS months, coalesce(paid, 0) AS paid
  FROM aspiration LEFT JOIN aspiration_paid USING (practice_code)
  WHERE annual <> 0 OR base_payment IS NOT NULL) AS ours
-- A practice that the year before knows nothing of may have a row that says so, or none.
FULL JOIN (
  SELECT * FROM published_aspiration
  WHERE annual_aspiration_gbp <> 0 OR unadjusted_achievement_payment_gbp IS NOT NULL) AS theirs
  USING (practice_code)
WHERE (ours.practice_code IS NULL)
   OR (theirs.practice_code IS NULL)
   OR ours.annual <> (theirs.annual_aspiration_gbp * 100)::HUGEINT
   OR ours.monthly <> (theirs.monthly_aspiration_gbp * 100)::HUGEINT
   OR ours.is_complete <> (theirs.aspiration_status = 'standard')
   OR ours.base_payment IS DISTINCT FROM (theirs.unadjusted_achievement_payment_gbp * 100)::HUGEINT
   OR ours.months <> theirs.months_paid
   OR ours.paid <> (theirs.aspiration_paid_gbp * 100)::HUGEINT

UNION ALL
SELECT
  'month',
  practice_code || ' ' || month_start,
  'pence ' || ours.payment,
  'pence ' || (theirs.aspiration_payment_gbp * 100)::HUGEINT
FROM schedule AS ours
FULL JOIN published_schedule AS theirs
  USING (practice_code, month_start)
WHERE (ours.practice_code IS NULL)
   OR (theirs.practice_code IS NULL AND ours.payment <> 0)
   OR ours.payment <> (theirs.aspiration_payment_gbp * 100)::HUGEINT

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
  'practices ' || ours.practices || ', points ' || ours.earned_points || ', pence ' || ours.payment
    || ', part year ' || ours.part_year || ', adjustments ' || ours.adjustments || ', total '
    || ours.total || ', aspiration ' || ours.aspiration_paid || ', due ' || ours.due,
  'practices ' || theirs.practices || ', points ' || theirs.earned_points || ', pence ' || theirs.payment
    || ', part year ' || theirs.part_year || ', adjustments ' || theirs.adjustments || ', total '
    || theirs.total || ', aspiration ' || theirs.aspiration_paid || ', due ' || theirs.due
FROM england AS ours
CROSS JOIN (
  SELECT *
  FROM (
    SELECT
      count(DISTINCT practice_code) AS practices,
      (sum(earned_points) FILTER (WHERE achievement_payment_gbp IS NOT NULL) * 100)::HUGEINT AS earned_points,
      (sum(achievement_payment_gbp) * 100)::HUGEINT AS payment
    FROM read_parquet(getvariable('payments') || '/payment_lines.parquet'))
  CROSS JOIN (
    SELECT
      sum(part_year)::HUGEINT AS part_year,
      sum(adjustments)::HUGEINT AS adjustments,
      sum(total)::HUGEINT AS total,
      sum(aspiration_paid)::HUGEINT AS aspiration_paid,
      sum(due)::HUGEINT AS due
    FROM published_totals)) AS theirs
WHERE ours.practices <> theirs.practices
   OR ours.earned_points <> theirs.earned_points
   OR ours.payment <> theirs.payment
   OR ours.part_year <> theirs.part_year
   OR ours.adjustments <> theirs.adjustments
   OR ours.total <> theirs.total
   OR ours.aspiration_paid <> theirs.aspiration_paid
   OR ours.due <> theirs.due

ORDER BY ALL;
