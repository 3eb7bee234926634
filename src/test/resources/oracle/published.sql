-- Tables that a publication may lack because it has no row for them; filled where they are there.
CREATE OR REPLACE TABLE published_adjustments (
  practice_code VARCHAR, subject VARCHAR, kind VARCHAR, reason VARCHAR, adjustment_gbp DECIMAL(18, 2));

CREATE OR REPLACE TABLE published_aspiration (
  practice_code VARCHAR, unadjusted_achievement_payment_gbp DECIMAL(18, 2),
  annual_aspiration_gbp DECIMAL(18, 2), monthly_aspiration_gbp DECIMAL(18, 2),
  aspiration_status VARCHAR, months_paid INTEGER, aspiration_paid_gbp DECIMAL(18, 2));

CREATE OR REPLACE TABLE published_schedule (
  practice_code VARCHAR, month_start DATE, aspiration_payment_gbp DECIMAL(18, 2));
