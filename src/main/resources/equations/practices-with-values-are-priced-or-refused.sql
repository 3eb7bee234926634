-- Every practice with values that count is paid, or is not for a reason that is named.
--
-- In whose words: "every practice is priced or refused" (docs/method.md, section 15). Values of an
-- interim collection alone pay nobody. Where the year pays nobody, a practice is in the statistics.
-- Expected: practices with values that count. Found: those of them that something became of.
with sent as (
  select distinct practice_code from indicator_values where value_use = 'used'
), done as (
  select practice_code from practice_payments
  union
  select practice_code from practice_checks where severity in ('refused', 'payment')
  union
  select practice_code from practice_points
  where not exists (select 1 from practice_payments)
)
select sent.practice_code as subject, 1 as expected,
       case when done.practice_code is null then 0 else 1 end as found
from sent left join done on done.practice_code = sent.practice_code;
