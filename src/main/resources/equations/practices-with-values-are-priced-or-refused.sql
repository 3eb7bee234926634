-- Every practice with values is paid, in the statistics, or refused by a check that is named.
--
-- In whose words: "every practice is priced or refused" (docs/method.md, section 15).
-- Expected: practices with values. Found: those of them that something became of.
with sent as (
  select distinct practice_code from indicator_values
), done as (
  select practice_code from practice_payments
  union
  select practice_code from practice_points
  union
  select practice_code from practice_checks
)
select sent.practice_code as subject, 1 as expected,
       case when done.practice_code is null then 0 else 1 end as found
from sent left join done on done.practice_code = sent.practice_code;
