-- What a national run leaves behind, in a database, as far as SQL goes: for qof bench.
--
-- Given before the script: folder (of one year's payment extract), rulebook (the year's), out (where files go), short_year
-- (such as 2324) and achievement_date. Amounts are whole numbers, points in hundredths and money in pence; 128 bits only where 64
-- do not hold a product. The nation is the benchmark's own: whole years, nothing protected, nothing entered by hand.
--
-- Left out: reasons of refusal, checks of practices, a compressed copy of each file, the log of the lake, aspiration, completeness,
-- the gate, manifest and dictionary. Funnels, outliers and deciles are made in a simpler way than the program's.

CREATE MACRO half_up(n, d) AS (2 * n + d) // (2 * d);
CREATE MACRO rate(n, d) AS CASE WHEN d > 0 THEN round(n / d, 10) END;
CREATE MACRO sent_as(name) AS getvariable('folder') || '/' || name || '_' || getvariable('short_year') || '.csv';
CREATE MACRO of_yaml(name, yaml) AS regexp_extract(yaml, '(?m)^' || name || ':\s+value:\s*(\S+)', 1);

-- The rules.
CREATE TABLE rules AS
SELECT
  (of_yaml('point_value_gbp', content)::DECIMAL(9, 2) * 100)::BIGINT AS pence,
  of_yaml('average_list_size', content)::BIGINT AS average_list
FROM read_text(getvariable('rulebook') || '/payment.yaml');

CREATE TABLE own_registers AS
SELECT register_code, unnest(string_split(indicators, ';')) AS indicator_code,
  generate_subscripts(string_split(indicators, ';'), 1) AS place
FROM read_csv(getvariable('rulebook') || '/registers.csv', header = true, all_varchar = true)
WHERE pays = 'yes';

CREATE TABLE groups AS
SELECT group_code, coalesce(list_type, 'TOTAL') AS list_type, register_indicator, newly_diagnosed = 'yes' AS is_new
FROM read_csv(getvariable('rulebook') || '/groups.csv', header = true, all_varchar = true);

CREATE TABLE registers AS
SELECT register_code AS group_code, indicator_code, place FROM own_registers
UNION ALL
SELECT group_code, register_indicator, 1 FROM groups WHERE register_indicator IS NOT NULL;

CREATE TABLE indicators AS
SELECT indicator_code, group_code, kind, manual = 'yes' AS is_manual, prevalence_adjusted = 'yes' AS is_adjusted,
  coalesce(register_code, prevalence_group) AS paid_register,
  (available_points::DECIMAL(9, 2) * 100)::BIGINT AS available,
  (lower_threshold_percent::DECIMAL(9, 2) * 100)::BIGINT AS lower_at,
  (upper_threshold_percent::DECIMAL(9, 2) * 100)::BIGINT AS upper_at
FROM read_csv(getvariable('rulebook') || '/indicators.csv', header = true, all_varchar = true)
LEFT JOIN own_registers USING (indicator_code);

-- What was received.
CREATE TABLE files AS
SELECT parse_filename(filename) AS file_name, octet_length(content) AS bytes, sha256(content) AS file_digest
FROM read_blob(getvariable('folder') || '/*');

CREATE TABLE reasons AS
SELECT upper(short_name) AS field, type = 'PCA' AS is_adjustment
FROM read_csv(getvariable('folder') || '/PCA_REFERENCE.csv', header = true, all_varchar = true);

CREATE TABLE populations AS
SELECT practice_code, registered_population::BIGINT AS crp
FROM read_csv(sent_as('CONTRACTOR_REGISTERED_POPULATION'), header = true, all_varchar = true)
WHERE reference_date = substr(getvariable('achievement_date'), 1, 4) || '0101'
  AND practice_code IN (
    SELECT sp_org_code FROM read_csv(sent_as('FINAL_PRACTICE_LIST'), header = true, all_varchar = true));

CREATE TABLE awarded AS
SELECT org_code AS practice_code, ind_code AS indicator_code, (points::DECIMAL(9, 2) * 100)::BIGINT AS awarded
FROM read_csv(sent_as('INDICATOR_ACHIEVED_POINTS'), header = true, all_varchar = true);

-- Ages of each practice's list, and from them the lists that prevalence is measured on.
CREATE TABLE lists AS
SELECT practice_code,
  sum(patients)::BIGINT AS "TOTAL", sum(patients) FILTER (age >= 6)::BIGINT AS "06OV",
  sum(patients) FILTER (age >= 17)::BIGINT AS "17OV", sum(patients) FILTER (age >= 18)::BIGINT AS "18OV",
  sum(patients) FILTER (age >= 50)::BIGINT AS "50OV"
FROM (
  SELECT ORG_CODE AS practice_code, regexp_extract(of, '[0-9]+')::INTEGER AS age, patients
  FROM (
    UNPIVOT (SELECT * EXCLUDE (EXTRACT_DATE) FROM read_csv(sent_as('GP_PATIENT_LIST'), header = true))
    ON COLUMNS('(MALE|FEMALE)_.*') INTO NAME of VALUE patients))
GROUP BY practice_code;

CREATE TABLE list_sizes AS
UNPIVOT lists ON COLUMNS(* EXCLUDE practice_code) INTO NAME list_type VALUE list_size;

-- Each practice once for every area above it.
CREATE TABLE places AS
SELECT practice_code, unnest(['pcn', 'sub_icb', 'icb', 'region', 'england']) AS level,
  unnest([pcn_ods_code, sub_icb_ods_code, icb_ods_code, region_ods_code, 'ENG']) AS area_code
FROM read_csv(sent_as('MAPPING_NHS_GEOGRAPHIES'), header = true, all_varchar = true)
WHERE practice_code IN (SELECT practice_code FROM populations);

-- The values, each with its line, its use and the file it came from.
CREATE TABLE sent AS
SELECT row_number() OVER () + 1 AS line_number, *
FROM read_csv(
  sent_as('INDICATOR_VALUES'), header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
  ignore_errors = true,
  columns = {
    'quality_service': 'VARCHAR', 'name': 'VARCHAR', 'org_code': 'VARCHAR', 'ach_date': 'VARCHAR', 'ind_code': 'VARCHAR',
    'field_name': 'VARCHAR', 'value': 'VARCHAR', 'default_values_used': 'VARCHAR', 'submit_user_id': 'VARCHAR',
    'submit_date': 'VARCHAR', 'submit_time': 'VARCHAR', 'last_submission': 'VARCHAR'});

CREATE TABLE read_values AS
SELECT org_code AS practice_code, ind_code AS indicator_code, field_name, line_number::INTEGER AS line_number,
  CASE WHEN field_name = 'Numerator' THEN 'numerator' WHEN field_name = 'Denominator' THEN 'denominator'
       WHEN field_name = 'Yes/No Flag' THEN 'answer' WHEN contains(lower(field_name), 'register') THEN 'register'
       ELSE 'reason' END AS field_kind,
  CASE WHEN field_name = 'Yes/No Flag' THEN (upper(value) IN ('1', 'Y', 'YES'))::INTEGER ELSE try_cast(value AS INTEGER) END AS value,
  try_strptime(submit_date || ' ' || submit_time, '%d/%m/%Y %H:%M:%S') AS submitted,
  last_submission = 'Y' AS is_last
FROM sent
WHERE ach_date = getvariable('achievement_date');
DROP TABLE sent;

-- The last submission counts; of several the latest, by time and then by line.
CREATE TABLE silver AS
SELECT *, precedence = max(precedence) OVER (PARTITION BY practice_code, indicator_code, field_name) AS is_used
FROM (
  SELECT *, (is_last::BIGINT << 60) + (epoch(submitted)::BIGINT << 24) + line_number AS precedence
  FROM read_values
  WHERE submitted IS NOT NULL AND (value IS NOT NULL OR field_kind = 'reason'));

COPY (
  SELECT * EXCLUDE (precedence), (SELECT file_digest FROM files WHERE starts_with(file_name, 'INDICATOR_VALUES')) AS file_digest
  FROM silver ORDER BY practice_code, indicator_code, field_name, line_number)
TO (getvariable('out') || '/indicator_values.parquet') (FORMAT parquet, COMPRESSION zstd);

CREATE TABLE counts AS
SELECT practice_code, indicator_code,
  max(value) FILTER (field_kind = 'numerator')::BIGINT AS numerator,
  max(value) FILTER (field_kind = 'denominator')::BIGINT AS denominator,
  max(value) FILTER (field_kind = 'answer')::BIGINT AS answer,
  max(value) FILTER (field_kind = 'register')::BIGINT AS register_size,
  sum(value) FILTER (is_adjustment)::BIGINT AS pca_count
FROM silver LEFT JOIN reasons ON field = upper(field_name)
WHERE is_used
GROUP BY practice_code, indicator_code;

-- The nation.
CREATE TABLE practice_registers AS
SELECT practice_code, group_code, arg_min(register_size, place) AS register_size, any_value(crp) AS crp
FROM counts JOIN registers USING (indicator_code) JOIN populations USING (practice_code)
WHERE register_size IS NOT NULL
GROUP BY practice_code, group_code;

CREATE TABLE nation AS
SELECT group_code, sum(register_size)::BIGINT AS patients, sum(crp)::BIGINT AS crp FROM practice_registers GROUP BY group_code;

-- Points and payments, each rounded once.
CREATE TABLE payment_lines AS
SELECT points.* EXCLUDE (is_adjusted, paid_register), awarded, sized.register_size AS paying_register,
  points.crp / average_list AS population_index,
  (sized.register_size / points.crp) / (nation.patients / nation.crp) AS prevalence_factor,
  CASE
    WHEN NOT is_adjusted THEN half_up(earned * pence * points.crp, 100 * average_list)
    WHEN earned = 0 THEN 0
    ELSE half_up(earned::HUGEINT * pence * sized.register_size * nation.crp, 100::HUGEINT * average_list * nation.patients)::BIGINT
  END AS payment
FROM (
  SELECT practice_code, crp, indicator_code, group_code, is_adjusted, paid_register, available, numerator, denominator,
    counts.register_size, pca_count, awarded,
    CASE
      WHEN kind = 'register' THEN CASE WHEN counts.register_size > 0 THEN available ELSE 0 END
      WHEN kind = 'yes_no' THEN CASE WHEN answer > 0 OR (answer IS NULL AND is_manual AND awarded > 0) THEN available ELSE 0 END
      WHEN numerator IS NULL OR coalesce(denominator, 0) = 0 OR numerator * 10000 < lower_at * denominator THEN 0
      WHEN numerator * 10000 >= upper_at * denominator THEN available
      ELSE half_up(available * (numerator * 10000 - lower_at * denominator), (upper_at - lower_at) * denominator)
    END AS earned
  FROM populations CROSS JOIN indicators
  LEFT JOIN counts USING (practice_code, indicator_code)
  LEFT JOIN awarded USING (practice_code, indicator_code)) AS points
CROSS JOIN rules
LEFT JOIN practice_registers AS sized ON sized.practice_code = points.practice_code AND sized.group_code = paid_register
LEFT JOIN nation ON nation.group_code = paid_register;

COPY (FROM payment_lines ORDER BY practice_code, indicator_code)
TO (getvariable('out') || '/payment_lines.parquet') (FORMAT parquet, COMPRESSION zstd);

CREATE TABLE practice_payments AS
SELECT practice_code, any_value(crp) AS crp, sum(earned)::BIGINT AS points, sum(payment)::BIGINT AS payment
FROM payment_lines GROUP BY practice_code;
COPY (FROM practice_payments ORDER BY practice_code)
TO (getvariable('out') || '/practice_payments.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (FROM payment_lines SELECT practice_code, indicator_code, earned, awarded, payment WHERE earned <> awarded ORDER BY ALL)
TO (getvariable('out') || '/achievement_differences.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT of.practice_code, of.group_code, of.register_size, of.crp, rate(of.register_size, of.crp) AS raw_prevalence,
    patients, nation.crp AS national_crp, (of.register_size / of.crp) / (patients / nation.crp) AS prevalence_factor
  FROM practice_registers AS of JOIN nation USING (group_code) ORDER BY 1, 2)
TO (getvariable('out') || '/practice_factors.parquet') (FORMAT parquet, COMPRESSION zstd);

-- Statistics of practices.
CREATE TABLE practice_indicators AS
SELECT practice_code, indicator_code, group_code, numerator, denominator, pca_count, register_size, earned, available,
  rate(numerator, denominator) AS achievement, rate(pca_count, denominator + pca_count) AS pca_rate,
  rate(numerator, denominator + pca_count) AS intervention_rate
FROM payment_lines;
COPY (FROM practice_indicators ORDER BY practice_code, indicator_code)
TO (getvariable('out') || '/practice_indicators.parquet') (FORMAT parquet, COMPRESSION zstd);

CREATE TABLE practice_groups AS
SELECT practice_code, group_code, list_type, list_size, register_size, is_new,
  CASE WHEN NOT is_new THEN rate(register_size, list_size) END AS raw_prevalence, earned, available, pca_count, denominators,
  rate(pca_count, denominators + pca_count) AS pca_rate
FROM (
  SELECT practice_code, group_code, sum(earned)::BIGINT AS earned, sum(available)::BIGINT AS available,
    sum(pca_count)::BIGINT AS pca_count, sum(denominator)::BIGINT AS denominators
  FROM practice_indicators GROUP BY practice_code, group_code)
JOIN groups USING (group_code)
LEFT JOIN list_sizes USING (practice_code, list_type)
LEFT JOIN practice_registers USING (practice_code, group_code);
COPY (FROM practice_groups ORDER BY practice_code, group_code)
TO (getvariable('out') || '/practice_groups.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (SELECT practice_code, sum(earned) AS earned, sum(available) AS available FROM practice_groups GROUP BY 1 ORDER BY 1)
TO (getvariable('out') || '/practice_points.parquet') (FORMAT parquet, COMPRESSION zstd);

-- Statistics of areas.
CREATE TABLE area_indicators AS
SELECT level, area_code, indicator_code, any_value(group_code) AS group_code, count(*) AS practices,
  sum(numerator)::BIGINT AS numerator, sum(denominator)::BIGINT AS denominator, sum(pca_count)::BIGINT AS pca_count,
  sum(earned)::BIGINT AS earned, sum(available)::BIGINT AS available
FROM practice_indicators JOIN places USING (practice_code)
GROUP BY level, area_code, indicator_code;
COPY (
  SELECT *, rate(numerator, denominator) AS achievement, rate(pca_count, denominator + pca_count) AS pca_rate,
    rate(numerator, denominator + pca_count) AS intervention_rate
  FROM area_indicators ORDER BY level, area_code, indicator_code)
TO (getvariable('out') || '/area_indicators.parquet') (FORMAT parquet, COMPRESSION zstd);

CREATE TABLE area_groups AS
SELECT level, area_code, group_code, any_value(is_new) AS is_new, sum(list_size)::BIGINT AS list_size,
  sum(register_size)::BIGINT AS register_size, sum(earned)::BIGINT AS earned, sum(available)::BIGINT AS available,
  sum(pca_count)::BIGINT AS pca_count, sum(denominators)::BIGINT AS denominators
FROM practice_groups JOIN places USING (practice_code)
GROUP BY level, area_code, group_code;
COPY (FROM area_groups SELECT *, rate(register_size, list_size) AS raw_prevalence ORDER BY level, area_code, group_code)
TO (getvariable('out') || '/area_groups.parquet') (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT level, area_code, sum(earned) AS earned, sum(available) AS available FROM area_groups GROUP BY ALL ORDER BY ALL)
TO (getvariable('out') || '/area_points.parquet') (FORMAT parquet, COMPRESSION zstd);

-- Wilson's limits of every proportion, z = 1.96.
COPY (
  SELECT *, (2 * events + 3.8416 - 1.96 * sqrt(3.8416 + 4 * events * (1 - events / base))) / (2 * (base + 3.8416)) AS lower_limit,
    (2 * events + 3.8416 + 1.96 * sqrt(3.8416 + 4 * events * (1 - events / base))) / (2 * (base + 3.8416)) AS upper_limit
  FROM (
    SELECT level, area_code, 'achievement' AS measure, indicator_code AS subject, numerator::DOUBLE AS events, denominator::DOUBLE AS base
    FROM area_indicators
    UNION ALL
    SELECT level, area_code, 'pca_rate', indicator_code, pca_count, denominator + pca_count FROM area_indicators
    UNION ALL
    SELECT level, area_code, 'raw_prevalence', group_code, register_size, list_size FROM area_groups WHERE NOT is_new)
  WHERE base > 0 AND events <= base
  ORDER BY level, area_code, measure, subject)
TO (getvariable('out') || '/area_intervals.parquet') (FORMAT parquet, COMPRESSION zstd);

-- Deciles over the nation, each integrated care board, and ten groups of practices of like size.
CREATE TABLE rates AS
SELECT practice_code, 'achievement' AS measure, indicator_code AS subject, achievement AS rate FROM practice_indicators
UNION ALL SELECT practice_code, 'pca_rate', indicator_code, pca_rate FROM practice_indicators
UNION ALL SELECT practice_code, 'intervention_rate', indicator_code, intervention_rate FROM practice_indicators
UNION ALL SELECT practice_code, 'raw_prevalence', group_code, raw_prevalence FROM practice_groups;
COPY (
  SELECT population, population_code, measure, subject, count(*) AS practices,
    unnest(range(1, 10)) AS decile, unnest(quantile_cont(rate, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])) AS rate
  FROM rates JOIN (
    SELECT practice_code, level AS population, area_code AS population_code FROM places WHERE level IN ('england', 'icb')
    UNION ALL
    SELECT practice_code, 'list_size_tenth', lpad(ntile(10) OVER (ORDER BY "TOTAL")::VARCHAR, 2, '0') FROM lists)
    USING (practice_code)
  WHERE rate IS NOT NULL
  GROUP BY population, population_code, measure, subject
  ORDER BY ALL)
TO (getvariable('out') || '/deciles.parquet') (FORMAT parquet, COMPRESSION zstd);

-- Funnels: how far each practice lies from the nation, and how much more they scatter than chance.
CREATE TABLE standing AS
SELECT one.practice_code, indicator_code, (one.achievement - mean) / sqrt(mean * (1 - mean) / one.denominator) AS z
FROM practice_indicators AS one JOIN (
  SELECT indicator_code, numerator / denominator AS mean FROM area_indicators WHERE level = 'england' AND denominator > 0) USING (indicator_code)
WHERE one.denominator > 0 AND mean > 0 AND mean < 1;
CREATE TABLE funnels AS
SELECT indicator_code, count(*) AS practices, greatest(1, avg(least(z * z, 9))) AS dispersion FROM standing GROUP BY indicator_code;
COPY (FROM funnels ORDER BY indicator_code) TO (getvariable('out') || '/funnels.parquet') (FORMAT parquet, COMPRESSION zstd);
COPY (
  SELECT practice_code, indicator_code, z / sqrt(dispersion) AS z FROM standing JOIN funnels USING (indicator_code)
  WHERE abs(z) > 1.96 * sqrt(dispersion) ORDER BY ALL)
TO (getvariable('out') || '/practice_outliers.parquet') (FORMAT parquet, COMPRESSION zstd);

-- A digest of every large table, and of every file that was written.
CREATE TABLE digests AS
SELECT 'indicator_values' AS name, bit_xor(hash(silver)) AS digest FROM silver
UNION ALL SELECT 'payment_lines', bit_xor(hash(payment_lines)) FROM payment_lines
UNION ALL SELECT 'practice_indicators', bit_xor(hash(practice_indicators)) FROM practice_indicators
UNION ALL SELECT 'practice_groups', bit_xor(hash(practice_groups)) FROM practice_groups
UNION ALL SELECT 'area_indicators', bit_xor(hash(area_indicators)) FROM area_indicators
UNION ALL SELECT 'area_groups', bit_xor(hash(area_groups)) FROM area_groups;
CREATE TABLE written AS
SELECT parse_filename(filename) AS file_name, sha256(content) AS digest FROM read_blob(getvariable('out') || '/*.parquet');

-- What is compared with the program: pounds, and rows of the tables that both have.
CREATE TABLE answer AS
SELECT count(*) AS practices, (SELECT count(*) FROM read_values) AS rows_read, (sum(payment) / 100)::DECIMAL(18, 2) AS pounds
FROM practice_payments;
CREATE TABLE table_rows AS
SELECT 'payment_lines' AS name, count(*) AS rows FROM payment_lines
UNION ALL SELECT 'practice_payments', count(*) FROM practice_payments
UNION ALL SELECT 'practice_factors', count(*) FROM practice_registers
UNION ALL SELECT 'practice_indicators', count(*) FROM practice_indicators
UNION ALL SELECT 'practice_groups', count(*) FROM practice_groups
UNION ALL SELECT 'area_indicators', count(*) FROM area_indicators
UNION ALL SELECT 'area_groups', count(*) FROM area_groups;
