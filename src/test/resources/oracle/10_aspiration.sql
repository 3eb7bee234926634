-- Aspiration: what is paid in advance, month by month, in pence (qof-rules 4).
--
--   a year = last year's unadjusted achievement payment x uprating index x rate
--   a month = a twelfth of it; the last month takes what rounding leaves
--
-- Where last year's data is not complete it is estimated: last year's aspiration again; where there
-- was none, or one of nothing, what there is of last year's payment, without uprating.
CREATE OR REPLACE TABLE aspiration AS
WITH base AS (
  SELECT practice_code, payment, coalesce(is_complete, false) AS is_complete, annual AS annual_before
  FROM (SELECT * FROM history_practices WHERE year = year_before(getvariable('year')))
  FULL JOIN (SELECT * FROM history_aspiration WHERE year = year_before(getvariable('year')))
    USING (practice_code)),
before AS (
  SELECT point_value_pence AS price_before, average_list_size AS list_before
  FROM history_years WHERE year = year_before(getvariable('year'))),
annual AS (
  SELECT
    practice_code,
    begins,
    ends,
    payment AS base_payment,
    is_complete,
    CASE
      WHEN is_complete AND uprating_index = 'per_patient' THEN half_up(
        payment * point_value_pence * list_before * aspiration_rate,
        average_list_size * price_before * 10000)
      WHEN is_complete THEN half_up(
        payment * point_value_pence * aspiration_rate, price_before * 10000)
      WHEN annual_before > 0 THEN annual_before
      ELSE half_up(payment * aspiration_rate, 10000::HUGEINT)
    END AS annual
  FROM contracts JOIN base USING (practice_code) CROSS JOIN before CROSS JOIN year)
SELECT *, half_up(annual, 12::HUGEINT) AS monthly
FROM annual
WHERE annual IS NOT NULL;

-- Paid for every month on whose first day the contract is in force.
CREATE OR REPLACE TABLE schedule AS
SELECT
  practice_code,
  month_start,
  CASE WHEN month(month_start) = 3 THEN annual - 11 * monthly ELSE monthly END AS payment
FROM aspiration CROSS JOIN year CROSS JOIN LATERAL (
  SELECT unnest(generate_series(year_start, achievement_date, INTERVAL 1 MONTH))::DATE AS month_start)
WHERE month_start BETWEEN begins AND ends;

CREATE OR REPLACE TABLE aspiration_paid AS
SELECT practice_code, sum(payment)::HUGEINT AS paid, count(*) AS months
FROM schedule
GROUP BY practice_code;
