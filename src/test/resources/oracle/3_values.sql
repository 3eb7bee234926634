-- The values: of every practice, indicator and field the one that counts.

-- The lines as sent. A line with columns too few or too many is left out by the reader; rowid rises
-- with the line, file after file.
CREATE OR REPLACE TABLE lines_sent AS
SELECT org_code, ach_date, ind_code, field_name, value, submit_date, submit_time, last_submission
FROM read_csv(
  files_of('INDICATOR_VALUES*'),
  header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', ignore_errors = true,
  columns = {
    'quality_service': 'VARCHAR', 'name': 'VARCHAR', 'org_code': 'VARCHAR', 'ach_date': 'VARCHAR',
    'ind_code': 'VARCHAR', 'field_name': 'VARCHAR', 'value': 'VARCHAR',
    'default_values_used': 'VARCHAR', 'submit_user_id': 'VARCHAR', 'submit_date': 'VARCHAR',
    'submit_time': 'VARCHAR', 'last_submission': 'VARCHAR'});

-- Read: only the final collection, which is of 31 March or of the contract's last day, and the
-- year's indicators; management information is set aside.
-- A field that is neither numerator, denominator, answer nor register is a reason for leaving
-- somebody out: no points hang on it, but its row still tells which submission was the last.
CREATE OR REPLACE TABLE rows_read AS
SELECT
  practice_code,
  ind_code AS indicator_code,
  CASE WHEN field_name = 'Numerator' THEN 'numerator'
       WHEN field_name = 'Denominator' THEN 'denominator'
       WHEN field_name = 'Yes/No Flag' THEN 'answer'
       WHEN contains(lower(field_name), 'register') THEN 'register'
       ELSE 'reason'
  END AS field,
  -- A count is written 112 in some years and 112.0 in others; an answer may be a word.
  value IS NULL AS is_blank,
  CASE WHEN field_name = 'Yes/No Flag' AND upper(value) IN ('Y', 'YES') THEN 1
       WHEN field_name = 'Yes/No Flag' AND upper(value) IN ('N', 'NO') THEN 0
       WHEN regexp_full_match(value, '[0-9]+(\.0*)?') THEN try_cast(split_part(value, '.', 1) AS INTEGER)
  END AS count,
  try_strptime(submit_date || ' ' || submit_time, '%d/%m/%Y %H:%M:%S') AS submitted,
  last_submission,
  lines_sent.rowid AS line
FROM lines_sent JOIN contracts ON practice_code = org_code
WHERE ach_date = strftime(ends, '%Y%m%d')
  AND ind_code IN (SELECT indicator_code FROM indicators UNION SELECT register_indicator FROM registers);

-- Refused: no practice, a value that is no count, a time of submission that never was, or no word on
-- whether it is the last.
CREATE OR REPLACE TABLE rows_accepted AS
SELECT * FROM rows_read
WHERE practice_code IS NOT NULL
  AND (is_blank OR count IS NOT NULL)
  AND submitted IS NOT NULL
  AND last_submission IN ('Y', 'N');

-- Where an indicator of a practice has a last submission, the earlier ones are dropped, whatever
-- they hold.
CREATE OR REPLACE TABLE last_submissions AS
SELECT accepted.*
FROM rows_accepted AS accepted
LEFT JOIN (
  SELECT DISTINCT practice_code, indicator_code FROM rows_accepted WHERE last_submission = 'Y') AS said
  USING (practice_code, indicator_code)
WHERE accepted.last_submission = 'Y' OR said.practice_code IS NULL;

-- Of what is left the latest counts, by date and time, then by line; never the larger value.
CREATE OR REPLACE TABLE extracted AS
SELECT practice_code, indicator_code, field, count
FROM last_submissions
WHERE field <> 'reason'
QUALIFY row_number() OVER (
  PARTITION BY practice_code, indicator_code, field ORDER BY submitted DESC, line DESC) = 1;

-- Entered by hand for the same day. Refused: an answer by hand for an indicator that is extracted.
-- The kind of a field as above.
SET VARIABLE entries = (SELECT list(file) FROM glob(files_of('MANUAL_ENTRY')));
CREATE OR REPLACE TABLE entered AS
SELECT
  entry.org_code AS practice_code,
  entry.ind_code AS indicator_code,
  CASE WHEN field_name = 'Numerator' THEN 'numerator'
       WHEN field_name = 'Denominator' THEN 'denominator'
       WHEN field_name = 'Yes/No Flag' THEN 'answer'
       WHEN contains(lower(field_name), 'register') THEN 'register'
       ELSE 'reason'
  END AS field,
  try_cast(value AS INTEGER) AS count
FROM read_csv(
  list_prepend(getvariable('headers') || '/MANUAL_ENTRY.csv', coalesce(getvariable('entries'), []::VARCHAR[])),
  header = true, all_varchar = true) AS entry
JOIN contracts ON practice_code = org_code
CROSS JOIN year
LEFT JOIN indicators ON indicator_code = ind_code
WHERE entry.quality_service = year.quality_service
  AND ach_date = strftime(ends, '%Y%m%d')
  AND ind_code IN (SELECT indicator_code FROM indicators UNION SELECT register_indicator FROM registers)
  AND try_cast(value AS INTEGER) >= 0
  AND entered_by IS NOT NULL
  AND try_strptime(entered_on, '%d/%m/%Y') IS NOT NULL
  AND (basis IN ('shared_system', 'no_extract', 'closure')
    OR (basis = 'manual_indicator' AND coalesce(is_manual, false)));

-- What was extracted goes before what was entered.
CREATE OR REPLACE TABLE fields AS
SELECT * FROM extracted
UNION ALL
SELECT entered.*
FROM entered ANTI JOIN extracted USING (practice_code, indicator_code, field)
WHERE field <> 'reason';

-- Points as awarded, in hundredths. Where they stand alone, without an answer, points say yes.
SET VARIABLE awarded = (SELECT list(file) FROM glob(files_of('INDICATOR_ACHIEVED_POINTS')));
CREATE OR REPLACE TABLE awarded AS
SELECT
  practice_code, ind_code AS indicator_code, max(hundredths(points)) AS awarded_points
FROM read_csv(
  list_prepend(
    getvariable('headers') || '/INDICATOR_ACHIEVED_POINTS.csv', coalesce(getvariable('awarded'), []::VARCHAR[])),
  header = true, all_varchar = true) AS sent
JOIN contracts ON practice_code = org_code
JOIN indicators ON indicator_code = ind_code
WHERE ach_date = strftime(ends, '%Y%m%d')
GROUP BY ALL;

-- A field sent blank was not sent: a register counts where its value is present, zero included
-- (qof-rules 11.3).
CREATE OR REPLACE TABLE counts AS
SELECT
  practice_code,
  indicator_code,
  max(count) FILTER (WHERE field = 'numerator')::HUGEINT AS numerator,
  max(count) FILTER (WHERE field = 'denominator')::HUGEINT AS denominator,
  coalesce(
    max(count) FILTER (WHERE field = 'answer'),
    CASE WHEN any_value(is_manual) THEN sign(any_value(awarded_points)) END)::HUGEINT AS answer,
  max(count) FILTER (WHERE field = 'register')::HUGEINT AS register
FROM fields
FULL JOIN awarded USING (practice_code, indicator_code)
LEFT JOIN indicators USING (indicator_code)
WHERE field IS NOT NULL OR is_manual
GROUP BY practice_code, indicator_code;
