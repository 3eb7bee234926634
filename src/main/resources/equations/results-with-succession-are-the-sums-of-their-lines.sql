-- A result with succession is the sum of its lines.
--
-- In whose words: "results with succession = sum of their lines" (docs/method.md, section 15).
-- It holds where each line is rounded to the penny (money_rounding: per_indicator), and is asked
-- there only.
-- Expected: sum of succession_lines. Found: succession_results.
with lines as (
  select practice_code, sum(achievement_payment_with_succession_gbp) as gbp from succession_lines
  group by practice_code
)
select practice_code as subject, coalesce(gbp, 0) as expected,
       coalesce(achievement_payment_with_succession_gbp, 0) as found
from lines full join succession_results using (practice_code);
