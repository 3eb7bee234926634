-- The adjustments of a practice are the sum of those that were applied to it.
--
-- In whose words: "adjustments of practices = those applied" (docs/method.md, section 15).
-- Expected: sum of applied_adjustments. Found: practice_payments.
with applied as (
  select practice_code, sum(adjustment_gbp) as gbp from applied_adjustments group by practice_code
)
select practice_code as subject, coalesce(gbp, 0) as expected,
       coalesce(adjustments_gbp, 0) as found
from applied full join practice_payments using (practice_code);
