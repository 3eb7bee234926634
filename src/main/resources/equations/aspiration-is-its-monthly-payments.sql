-- The aspiration paid to a practice is the sum of its months.
--
-- In whose words: "the monthly schedule = the aspiration paid" (docs/method.md, section 15).
-- Expected: sum of aspiration_schedule. Found: aspiration_payments.
with months as (
  select practice_code, sum(aspiration_payment_gbp) as gbp from aspiration_schedule
  group by practice_code
)
select practice_code as subject, coalesce(gbp, 0) as expected,
       coalesce(aspiration_paid_gbp, 0) as found
from months full join aspiration_payments using (practice_code);
