-- How codes descend from year to year: along the links where there is one into a code, under its own
-- code where there is none.
SET VARIABLE links = (SELECT list(file) FROM glob(getvariable('rulebook') || '/../lineage.csv'));
CREATE OR REPLACE TABLE steps AS
WITH links AS (
  SELECT * FROM read_csv(
    list_prepend(getvariable('headers') || '/lineage.csv', coalesce(getvariable('links'), []::VARCHAR[])),
    header = true, all_varchar = true)
  WHERE to_code IS NOT NULL),
codes AS (
  SELECT regexp_extract(filename, '([^/\\]+)[/\\][^/\\]+$', 1) AS year, indicator_code AS code
  FROM read_csv(
    getvariable('rulebook') || '/../*/indicators.csv',
    header = true, all_varchar = true, filename = true, union_by_name = true)
  UNION
  SELECT regexp_extract(filename, '([^/\\]+)[/\\][^/\\]+$', 1), register_indicator
  FROM read_csv(
    getvariable('rulebook') || '/../*/groups.csv',
    header = true, all_varchar = true, filename = true, union_by_name = true)
  WHERE register_indicator IS NOT NULL)
SELECT to_year AS year, to_code AS code, from_code FROM links WHERE from_code IS NOT NULL
UNION
SELECT now.year, now.code, now.code
FROM codes AS now
JOIN codes AS before ON before.code = now.code AND before.year = year_before(now.year)
ANTI JOIN links ON to_year = now.year AND to_code = now.code
WHERE regexp_full_match(now.year, '[0-9]{4}-[0-9]{2}');
