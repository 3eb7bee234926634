-- What is due to a practice is its total achievement less the aspiration it was paid.
--
-- In whose words: "total less aspiration = what is due" (docs/method.md, section 15).
-- Expected: total less aspiration. Found: what is due.
select practice_code as subject, total_achievement_gbp - aspiration_paid_gbp as expected,
       achievement_due_gbp as found
from practice_payments;
