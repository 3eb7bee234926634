-- The contracts of the year: every practice whose participation touches it, with the days in which
-- it was in force, both counted, and the date of the population that counts for it (qof-rules 5).
CREATE OR REPLACE TABLE contracts AS
WITH listed AS (
  SELECT
    sp_org_code AS practice_code,
    min(strptime(part_st_dt, '%Y%m%d')::DATE) AS part_starts,
    max(coalesce(strptime(part_ed_dt, '%Y%m%d')::DATE, DATE '9999-12-31')) AS part_ends
  FROM read_csv(
    files_of('FINAL_PRACTICE_LIST'), header = true, all_varchar = true) AS practice_list, year
  WHERE practice_list.quality_service = year.quality_service
  GROUP BY sp_org_code),
in_the_year AS (
  SELECT
    practice_code,
    greatest(part_starts, year_start) AS begins,
    least(part_ends, achievement_date) AS ends
  FROM listed, year
  WHERE part_starts <= achievement_date AND part_ends >= year_start AND part_starts <= part_ends)
SELECT
  practice_code,
  begins,
  ends,
  (date_diff('day', begins, ends) + 1)::HUGEINT AS contract_days,
  ends = achievement_date AS is_national,
  CASE
    -- In force on 1 January.
    WHEN begins <= population_date AND ends >= population_date THEN population_date
    -- Began later: its first day.
    WHEN begins > population_date THEN begins
    -- Ended before: the first day of the quarter in which it ended.
    ELSE date_trunc('quarter', ends)::DATE
  END AS crp_date
FROM in_the_year, year;
