-- Every payment line of each year's published version, priced again from the accepted values
-- (silver), the national figures and the rules that the line names.
with sent as (
  select financial_year, practice_code, indicator_code,
         max(case when field_kind = 'numerator' then value end) as numerator,
         max(case when field_kind = 'denominator' then value end) as denominator,
         max(case when field_kind = 'register' then value end) as register_size,
         max(case when field_kind = 'yes_no' then value end) as answer
  from qof.current.indicator_values
  where value_use = 'used'
  group by financial_year, practice_code, indicator_code
),
lists as (
  select financial_year,
         case when pays = 'published' then published_value else cast(numerator as decimal(38,12)) end as patients,
         case when pays = 'published' then 1 else denominator end as practices
  from qof.current.national_figures
  where figure = 'average_list_size' and applies_to_year = financial_year
),
nation as (
  select financial_year, group_code,
         case when pays = 'published' then published_value else cast(numerator as decimal(38,12)) end as register_size,
         case when pays = 'published' then 1 else denominator end as population
  from qof.current.national_figures
  where figure = 'national_prevalence'
),
own as (
  select line.*,
         case line.kind
           when 'register' then qof.register_points(coalesce(sent.register_size, line.register_size, 0), line.available_points)
           when 'yes_no' then qof.answer_points(coalesce(sent.answer, 0) = 1, line.available_points)
           else qof.points(
             coalesce(sent.numerator, 0), coalesce(sent.denominator, 0),
             line.lower_threshold * 100, line.upper_threshold * 100, line.available_points,
             coalesce(blocks.at_lower, 0))
         end as own_points
  from qof.current.payment_lines line
  left join sent using (financial_year, practice_code, indicator_code)
  left join blocks on blocks.financial_year = line.financial_year and blocks.indicator_code = line.indicator_code
  where line.achievement_payment_gbp is not null
)
select own.financial_year, own.practice_code, own.indicator_code,
       own.own_points as performance_points,
       case when own.prevalence_group is null
         then qof.payment(own.earned_points, own.point_value_gbp, own.crp, lists.patients, lists.practices)
         else qof.payment(own.earned_points, own.point_value_gbp, own.crp, lists.patients, lists.practices,
                          own.register_size, nation.register_size, nation.population)
       end as achievement_payment_gbp
from own
join lists using (financial_year)
left join nation
  on nation.financial_year = own.financial_year and nation.group_code = own.prevalence_group
order by own.financial_year, own.practice_code, own.indicator_code
