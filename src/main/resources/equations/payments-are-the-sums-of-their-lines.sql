-- The achievement payment of a practice is the sum of its lines, and England's of all lines.
--
-- In whose words: "payments of practices = sum of their lines" (docs/method.md, section 15). It
-- holds where each line is rounded to the penny (money_rounding: per_indicator), and is asked there
-- only.
-- Expected: sum of payment_lines. Found: practice_payments.
with lines as (
  select practice_code, sum(achievement_payment_gbp) as gbp from payment_lines
  group by practice_code
)
select practice_code as subject, coalesce(gbp, 0) as expected,
       coalesce(achievement_payment_gbp, 0) as found
from lines full join practice_payments using (practice_code);
