-- The practices that are paid: their contract touches the year, they have somebody registered on the
-- date that counts, and sent or entered at least one value of their final collection. Those of them
-- that take part on 31 March make the nation.

-- A population is known by its date: the extract of a year also holds 1 January of the year before.
-- Where two extracts give one, the year's own speaks; another year's only fills its gaps.
CREATE OR REPLACE TABLE extracted_populations AS
SELECT
  practice_code,
  strptime(reference_date, '%Y%m%d')::DATE AS reference_date,
  registered_population::HUGEINT AS crp
FROM read_csv(
  getvariable('extracts') || '/**/CONTRACTOR_REGISTERED_POPULATION_*.csv*',
  header = true, all_varchar = true, filename = true)
QUALIFY row_number() OVER (
  PARTITION BY practice_code, reference_date
  ORDER BY contains(filename, '_' || getvariable('short_year') || '.csv') DESC) = 1;

-- A commissioner's correction goes before the extract. Refused: without an approver, and two that
-- contradict each other, both of them.
SET VARIABLE corrections = (SELECT list(file) FROM glob(files_of('CRP_CORRECTIONS')));
CREATE OR REPLACE TABLE corrected_populations AS
SELECT
  practice_code,
  strptime(reference_date, '%Y%m%d')::DATE AS reference_date,
  min(registered_population::HUGEINT) AS crp
FROM read_csv(
  list_prepend(getvariable('headers') || '/CRP_CORRECTIONS.csv', coalesce(getvariable('corrections'), []::VARCHAR[])),
  header = true, all_varchar = true)
WHERE approver IS NOT NULL
GROUP BY ALL
HAVING count(DISTINCT registered_population) = 1;

CREATE OR REPLACE TABLE populations AS
SELECT *, true AS is_corrected FROM corrected_populations
UNION ALL
SELECT extracted.*, false
FROM extracted_populations AS extracted
ANTI JOIN corrected_populations USING (practice_code, reference_date);

-- Of the date that counts; for a contract that began after 1 January and was not counted on its
-- first day, the first count after it, 1 April after the year at the latest.
CREATE OR REPLACE TABLE participants AS
SELECT practice_code, crp, reference_date AS counted_on, is_corrected, is_national
FROM contracts JOIN populations USING (practice_code) CROSS JOIN year
WHERE (reference_date = crp_date
    OR (begins > population_date AND reference_date > crp_date AND reference_date <= achievement_date + 1))
  AND practice_code IN (
    SELECT practice_code FROM rows_accepted UNION SELECT practice_code FROM entered)
QUALIFY row_number() OVER (PARTITION BY practice_code ORDER BY reference_date) = 1;

DELETE FROM participants WHERE crp <= 0;
