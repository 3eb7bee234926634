-- The practices that are paid and that make the nation: they take part on 31 March, have somebody
-- registered on 1 January, and sent at least one value.
CREATE TABLE participants AS
WITH listed AS (
  SELECT DISTINCT sp_org_code AS practice_code
  FROM read_csv(
    files_of('FINAL_PRACTICE_LIST'), header = true, all_varchar = true) AS practice_list, year
  WHERE practice_list.quality_service = year.quality_service
    AND strptime(part_st_dt, '%Y%m%d') <= achievement_date
    AND (part_ed_dt IS NULL OR strptime(part_ed_dt, '%Y%m%d') >= achievement_date)),
-- A population is known by its date: the extract of a year also holds 1 January of the year before.
-- Where two extracts give one, the year's own speaks; another year's only fills its gaps.
registered AS (
  SELECT practice_code, registered_population::HUGEINT AS crp
  FROM read_csv(
    getvariable('extracts') || '/**/CONTRACTOR_REGISTERED_POPULATION_*.csv*',
    header = true, all_varchar = true, filename = true), year
  WHERE strptime(reference_date, '%Y%m%d') = population_date
  QUALIFY row_number() OVER (
    PARTITION BY practice_code ORDER BY contains(filename, '_' || getvariable('short_year') || '.csv') DESC) = 1)
SELECT practice_code, crp
FROM listed JOIN registered USING (practice_code)
WHERE crp > 0
  AND practice_code IN (SELECT practice_code FROM rows_accepted);
