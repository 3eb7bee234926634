-- What the years calculated so far leave to the years after: their parameters, what every practice
-- was paid for, and what it had in advance. Made once; every year adds its rows at its end.
CREATE TABLE history_years (
  year VARCHAR, point_value_pence HUGEINT, average_list_size HUGEINT);

-- Points paid, in hundredths, and the points available then.
CREATE TABLE history_points (
  year VARCHAR, practice_code VARCHAR, indicator_code VARCHAR,
  earned_points HUGEINT, available_points HUGEINT);

-- The unadjusted achievement payment in pence; whether all data of the practice had come in.
CREATE TABLE history_practices (
  year VARCHAR, practice_code VARCHAR, payment HUGEINT, is_complete BOOLEAN);

-- The aspiration of a whole year in pence.
CREATE TABLE history_aspiration (year VARCHAR, practice_code VARCHAR, annual HUGEINT);

-- What every participant counted.
CREATE TABLE history_counts (
  year VARCHAR, practice_code VARCHAR, indicator_code VARCHAR,
  numerator HUGEINT, denominator HUGEINT);
