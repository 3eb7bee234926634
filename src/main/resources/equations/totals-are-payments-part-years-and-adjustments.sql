-- Total achievement is achievement payment, part of the year and adjustments together.
--
-- In whose words: "lines + part years + adjustments = England's total achievement"
-- (docs/method.md, section 15); of every practice, so that errors cannot balance.
-- Expected: the three together. Found: total achievement.
select practice_code as subject,
       achievement_payment_gbp + part_year_gbp + adjustments_gbp as expected,
       total_achievement_gbp as found
from practice_payments;
