-- The register of every participant and group, as sent on the rows of the group's register indicator.
CREATE TABLE practice_registers AS
SELECT practice_code, group_code, register, crp
FROM participants
JOIN counts USING (practice_code)
JOIN registers ON indicator_code = register_indicator
WHERE register IS NOT NULL;

-- The nation: patients on the register, and patients of the practices that sent it. A register of
-- nobody counts, with all its practice's patients.
CREATE TABLE national AS
SELECT
  group_code,
  sum(register)::HUGEINT AS register,
  sum(crp)::HUGEINT AS crp,
  count(*) AS practices
FROM practice_registers
GROUP BY group_code;
