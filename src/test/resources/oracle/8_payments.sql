-- The payment of every line in pence, rounded once.
--
--   payment = points x price x (crp / average list)                      where not adjusted
--   payment = points x price x (crp / average list) x (register / crp)
--             / (national register / national crp)                       where adjusted
--
-- In the second the practice's own list cancels. Points are in hundredths, so each is over 100.
CREATE OR REPLACE TABLE lines AS
SELECT
  points.practice_code,
  indicator_code,
  performance_points,
  protection,
  protected_from_year,
  base_points,
  paying_route,
  threshold_points,
  improvement_points,
  earned_points,
  CASE
    WHEN earned_points IS NULL THEN NULL
    WHEN NOT is_adjusted THEN
      half_up(earned_points * point_value_pence * points.crp, 100 * average_list_size)
    WHEN earned_points = 0 THEN 0
    -- Points without the register they are paid by.
    WHEN practice_registers.register IS NULL THEN NULL
    WHEN national.register = 0 THEN 0
    ELSE half_up(
      earned_points * point_value_pence * practice_registers.register * national.crp,
      100 * average_list_size * national.register)
  END AS payment
FROM points CROSS JOIN year
LEFT JOIN practice_registers
  ON practice_registers.practice_code = points.practice_code
  AND practice_registers.group_code = prevalence_group
LEFT JOIN national ON national.group_code = prevalence_group;

