-- A succession is shown and leaves the payment of the successor as it is.
--
-- In whose words: "a succession leaves the payment as it is" (docs/method.md, section 15).
-- Expected: practice_payments. Found: succession_results as if nothing had happened.
select result.practice_code as subject, coalesce(payment.achievement_payment_gbp, 0) as expected,
       result.achievement_payment_gbp as found
from succession_results result
left join practice_payments payment on payment.practice_code = result.practice_code;
