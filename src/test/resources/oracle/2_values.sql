-- The values: of every practice, indicator and field the one that counts.

-- The lines as sent. A line with columns too few or too many is left out by the reader; rowid rises
-- with the line, file after file.
CREATE TABLE lines_sent AS
SELECT org_code, ach_date, ind_code, field_name, value, submit_date, submit_time, last_submission
FROM read_csv(
  files_of('INDICATOR_VALUES*'),
  header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', ignore_errors = true,
  columns = {
    'quality_service': 'VARCHAR', 'name': 'VARCHAR', 'org_code': 'VARCHAR', 'ach_date': 'VARCHAR',
    'ind_code': 'VARCHAR', 'field_name': 'VARCHAR', 'value': 'VARCHAR',
    'default_values_used': 'VARCHAR', 'submit_user_id': 'VARCHAR', 'submit_date': 'VARCHAR',
    'submit_time': 'VARCHAR', 'last_submission': 'VARCHAR'});

-- Read: only the final collection and the year's indicators; management information is set aside.
-- A field that is neither numerator, denominator, answer nor register is a reason for leaving
-- somebody out: no points hang on it, but its row still tells which submission was the last.
CREATE TABLE rows_read AS
SELECT
  org_code AS practice_code,
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
FROM lines_sent, year
WHERE ach_date = strftime(achievement_date, '%Y%m%d')
  AND ind_code IN (SELECT indicator_code FROM indicators UNION SELECT register_indicator FROM registers);

-- Refused: no practice, a value that is no count, a time of submission that never was, or no word on
-- whether it is the last.
CREATE TABLE rows_accepted AS
SELECT * FROM rows_read
WHERE practice_code IS NOT NULL
  AND (is_blank OR count IS NOT NULL)
  AND submitted IS NOT NULL
  AND last_submission IN ('Y', 'N');

-- Where an indicator of a practice has a last submission, the earlier ones are dropped, whatever
-- they hold.
CREATE TABLE last_submissions AS
SELECT accepted.*
FROM rows_accepted AS accepted
LEFT JOIN (
  SELECT DISTINCT practice_code, indicator_code FROM rows_accepted WHERE last_submission = 'Y') AS said
  USING (practice_code, indicator_code)
WHERE accepted.last_submission = 'Y' OR said.practice_code IS NULL;

-- Of what is left the latest counts, by date and time, then by line; never the larger value.
CREATE TABLE fields AS
SELECT practice_code, indicator_code, field, count
FROM last_submissions
WHERE field <> 'reason'
QUALIFY row_number() OVER (
  PARTITION BY practice_code, indicator_code, field ORDER BY submitted DESC, line DESC) = 1;

-- A field sent blank was not sent: a register counts where its value is present, zero included
-- (qof-rules 11.3).
CREATE TABLE counts AS
SELECT
  practice_code,
  indicator_code,
  max(count) FILTER (WHERE field = 'numerator')::HUGEINT AS numerator,
  max(count) FILTER (WHERE field = 'denominator')::HUGEINT AS denominator,
  max(count) FILTER (WHERE field = 'answer')::HUGEINT AS answer,
  max(count) FILTER (WHERE field = 'register')::HUGEINT AS register
FROM fields
GROUP BY practice_code, indicator_code;
