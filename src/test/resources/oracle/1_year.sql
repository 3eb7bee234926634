-- The year: its dates, its price of a point, its average list, its indicators, its groups and its
-- protection.
--
-- Told before the scripts: extracts (a folder), rulebook (the folder of the year), year (such as
-- 2023-24), headers (a folder of files that hold a header alone, so that a file which the extracts
-- do not have is read as one without rows). Sources: qof-rules 1.2 to 1.6, 2.1 to 2.6 and 11. Amounts are whole numbers throughout:
-- points and percents in hundredths, money in pence, 128 bits wide.

-- n / d to the nearest whole number, a half upwards; neither is ever negative.
CREATE OR REPLACE MACRO half_up(n, d) AS (2 * n + d) // (2 * d);

-- The same for a numerator of any sign: a half goes away from zero, so that what is added and what
-- is taken away are rounded alike.
CREATE OR REPLACE MACRO half_away(n, d) AS CASE WHEN n < 0 THEN -half_up(-n, d) ELSE half_up(n, d) END;

-- The year as file names have it: 2324. The files of a name, wherever in the folder they lie.
SET VARIABLE short_year = substr(getvariable('year'), 3, 2) || substr(getvariable('year'), 6, 2);
CREATE OR REPLACE MACRO files_of(name) AS
  getvariable('extracts') || '/**/' || name || '_' || getvariable('short_year') || '.csv*';

-- The year before a year: 2022-23 before 2023-24.
CREATE OR REPLACE MACRO year_before(y) AS
  (left(y, 4)::INTEGER - 1)::VARCHAR || '-' || substr(left(y, 4), 3, 2);

-- Decimals as written, in hundredths; none where nothing is written.
CREATE OR REPLACE MACRO hundredths(text) AS
  (replace(text, '+', '')::DECIMAL(18, 2) * 100)::HUGEINT;

-- What payment.yaml gives as the value of a name.
CREATE OR REPLACE MACRO value_of(name, yaml) AS
  regexp_extract(yaml, '(?m)^' || name || ':\s+value:\s*(\S+)', 1);

CREATE OR REPLACE TABLE year AS
WITH payment AS (
  SELECT content AS yaml, left(getvariable('year'), 4)::INTEGER AS starts
  FROM read_text(getvariable('rulebook') || '/payment.yaml'))
SELECT
  'QOF' || getvariable('short_year') AS quality_service,
  make_date(starts, 4, 1) AS year_start,
  make_date(starts + 1, 3, 31) AS achievement_date,
  date_diff('day', make_date(starts, 4, 1), make_date(starts + 1, 4, 1))::HUGEINT AS year_days,
  make_date(starts + 1, 1, 1) AS population_date,
  (value_of('point_value_gbp', yaml)::DECIMAL(9, 2) * 100)::HUGEINT AS point_value_pence,
  value_of('average_list_size', yaml)::HUGEINT AS average_list_size,
  -- Hundredths of a percent.
  (coalesce(try_cast(value_of('aspiration_rate_percent', yaml) AS DECIMAL(9, 2)), 0) * 100)::HUGEINT
    AS aspiration_rate,
  -- From 2013-14 on what a patient is worth; before, the price of a point alone.
  CASE value_of('uprating_index', yaml)
    WHEN 'price' THEN 'price' WHEN 'per_patient' THEN 'per_patient'
    ELSE CASE WHEN starts >= 2013 THEN 'per_patient' ELSE 'price' END
  END AS uprating_index,
  value_of('protected_points_scaling', yaml) <> 'none' AS scales_protected_points,
  value_of('protection_needs_plan', yaml) = 'true' AS protection_needs_plan,
  regexp_extract(yaml, '(?m)^complete:\s*(\S+)', 1) <> 'false' AS is_paid,
  CASE WHEN value_of('prevalence_method', yaml) = 'true_prevalence'
        AND value_of('national_prevalence', yaml) = 'ratio_of_sums'
        AND value_of('paying_average', yaml) = 'published'
        AND value_of('points_rounding', yaml) = 'two_decimals'
        AND value_of('money_rounding', yaml) = 'per_indicator'
       THEN true
       ELSE error('the second opinion does not know the rules of ' || getvariable('year'))
  END AS rules_are_known
FROM payment;

-- Registers that are no group's and pay: heart failure is paid on two, that of left ventricular
-- systolic dysfunction for its own indicators (rules-2018-to-2027 1.1). Sent with any of them; the
-- first that has it counts.
SET VARIABLE own_registers = (SELECT list(file) FROM glob(getvariable('rulebook') || '/registers.csv'));
CREATE OR REPLACE TABLE own_registers AS
SELECT
  register_code,
  unnest(string_split(indicators, ';')) AS indicator_code,
  generate_subscripts(string_split(indicators, ';'), 1) AS place
FROM read_csv(
  list_prepend(
    getvariable('headers') || '/registers.csv', coalesce(getvariable('own_registers'), []::VARCHAR[])),
  header = true, all_varchar = true)
WHERE pays = 'yes';

CREATE OR REPLACE TABLE indicators AS
SELECT
  indicator_code,
  CASE WHEN kind IN ('fraction', 'step', 'register', 'yes_no') THEN kind
       ELSE error('the second opinion does not know the kind of ' || indicator_code)
  END AS kind,
  (available_points::DECIMAL(9, 2) * 100)::HUGEINT AS available_points,
  (lower_threshold_percent::DECIMAL(9, 2) * 100)::HUGEINT AS lower_threshold,
  (upper_threshold_percent::DECIMAL(9, 2) * 100)::HUGEINT AS upper_threshold,
  -- A step earns these as soon as the lower threshold is reached; a plain fraction starts from none.
  CASE WHEN kind = 'step' THEN (points_at_lower_threshold::DECIMAL(9, 2) * 100)::HUGEINT
       ELSE 0::HUGEINT
  END AS points_at_lower_threshold,
  prevalence_adjusted = 'yes' AS is_adjusted,
  coalesce(register_code, prevalence_group) AS prevalence_group,
  coalesce(manual = 'yes', false) AS is_manual
FROM read_csv(getvariable('rulebook') || '/indicators.csv', header = true, all_varchar = true)
LEFT JOIN own_registers USING (indicator_code);

-- The registers, by the code of their group or their own, and the indicators whose rows carry them.
CREATE OR REPLACE TABLE registers AS
SELECT register_code AS group_code, indicator_code AS register_indicator, place
FROM own_registers
UNION ALL
SELECT group_code, register_indicator, 1
FROM read_csv(getvariable('rulebook') || '/groups.csv', header = true, all_varchar = true)
WHERE register_indicator IS NOT NULL;

-- Percentage points, in hundredths, by which both thresholds are lower for the practices that were
-- granted relief: influenza in 2009-10 (rules-2004-to-2018).
SET VARIABLE reliefs = (SELECT list(file) FROM glob(getvariable('rulebook') || '/threshold_relief.csv'));
CREATE OR REPLACE TABLE reliefs AS
SELECT indicator_code, (percentage_points::DECIMAL(9, 2) * 100)::HUGEINT AS lowered_by
FROM read_csv(
  list_prepend(
    getvariable('headers') || '/threshold_relief.csv', coalesce(getvariable('reliefs'), []::VARCHAR[])),
  header = true, all_varchar = true);
