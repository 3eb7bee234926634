-- Every practice's total: the sum of its lines, less what the part of the year without a contract
-- takes away, with what was corrected; then less what was paid in advance. England's is the sum of
-- its practices.
CREATE OR REPLACE TABLE practice_totals AS
WITH line_sums AS (
  SELECT
    practice_code,
    -- Lines that are not priced count as nothing.
    coalesce(sum(earned_points) FILTER (WHERE payment IS NOT NULL), 0)::HUGEINT AS earned_points,
    coalesce(sum(earned_points) FILTER (WHERE payment IS NOT NULL AND protection = 'protected'), 0)::HUGEINT
      AS protected_points,
    coalesce(sum(payment), 0)::HUGEINT AS payment,
    count(payment) AS lines_priced,
    count(*) - count(payment) AS lines_not_priced
  FROM lines
  GROUP BY practice_code),
parts AS (
  SELECT
    *,
    half_up(payment * contract_days, year_days) - payment AS part_year,
    coalesce((
      SELECT sum(adjustment) FROM applied WHERE applied.practice_code = line_sums.practice_code), 0)::HUGEINT
      AS adjustments,
    coalesce((
      SELECT paid FROM aspiration_paid WHERE aspiration_paid.practice_code = line_sums.practice_code), 0)
      AS aspiration_paid
  FROM line_sums JOIN contracts USING (practice_code) JOIN participants USING (practice_code) CROSS JOIN year)
SELECT
  practice_code, earned_points, payment, lines_priced, lines_not_priced, protected_points,
  crp, counted_on, is_corrected, ends AS achievement_date, contract_days, year_days,
  part_year, adjustments, payment + part_year + adjustments AS total, aspiration_paid,
  payment + part_year + adjustments - aspiration_paid AS due
FROM parts;

CREATE OR REPLACE TABLE england AS
SELECT
  count(*) AS practices,
  sum(earned_points)::HUGEINT AS earned_points,
  sum(payment)::HUGEINT AS payment,
  sum(part_year)::HUGEINT AS part_year,
  sum(adjustments)::HUGEINT AS adjustments,
  sum(total)::HUGEINT AS total,
  sum(aspiration_paid)::HUGEINT AS aspiration_paid,
  sum(due)::HUGEINT AS due
FROM practice_totals;
