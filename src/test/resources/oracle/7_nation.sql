-- The register of every participant and group, as sent on the rows of the group's register indicator;
-- of a register that is no group's, on the rows of the first of its indicators that has it.
CREATE OR REPLACE TABLE practice_registers AS
SELECT practice_code, group_code, register, crp, is_national
FROM participants
JOIN counts USING (practice_code)
JOIN registers ON indicator_code = register_indicator
WHERE register IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY practice_code, group_code ORDER BY place) = 1;

-- The nation on 31 March: patients on the register, and patients of the practices that sent it. A
-- register of nobody counts, with all its practice's patients.
CREATE OR REPLACE TABLE national AS
SELECT
  group_code,
  sum(register)::HUGEINT AS register,
  sum(crp)::HUGEINT AS crp,
  count(*) AS practices
FROM practice_registers
WHERE is_national
GROUP BY group_code;
