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
registered AS (
  SELECT practice_code, any_value(registered_population)::HUGEINT AS crp
  FROM read_csv(
    files_of('CONTRACTOR_REGISTERED_POPULATION'), header = true, all_varchar = true), year
  WHERE strptime(reference_date, '%Y%m%d') = population_date
  GROUP BY practice_code)
SELECT practice_code, crp
FROM listed JOIN registered USING (practice_code)
WHERE crp > 0
  AND practice_code IN (SELECT practice_code FROM rows_accepted);
