-- Each payment takes off the aspiration that its practice was paid, and no other.
--
-- In whose words: "each payment takes off the aspiration of its practice" (docs/method.md,
-- section 15).
-- Expected: aspiration_payments. Found: practice_payments.
select payment.practice_code as subject, coalesce(aspiration.aspiration_paid_gbp, 0) as expected,
       payment.aspiration_paid_gbp as found
from practice_payments payment
left join aspiration_payments aspiration on aspiration.practice_code = payment.practice_code;
