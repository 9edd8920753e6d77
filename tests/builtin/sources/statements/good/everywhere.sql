select 1
select count(*) from t
select day, value from t
select day, value from t;
select day, value from t where day between :since and :until order by day
with m as (select day, sum(value) as v from t group by day) select day, v from m
with m (day, v) as (select day, value from t) select day, v from m
with a as (select 1 as x), b as (select x from a) select x from b
select day, sum(value) over (order by day) as running from t
select day, avg(value) over (order by day rows between 6 preceding and current row) as mean from t
select day, value - lag(value) over (order by day) as change from t
select day, lead(value, 1) over (partition by region order by day) as next_value from t
select day, row_number() over (partition by region order by day desc) as place from t
select day, rank() over (order by value desc), dense_rank() over (order by value desc) from t
select day, ntile(4) over (order by value), percent_rank() over (order by value) from t
select day, first_value(value) over (partition by region order by day) as first from t
select day, case when value > 10 then 1 when value is null then 0 else 2 end as kind from t
select day, coalesce(value, 0), nullif(value, 0) from t
select day, round(100.0 * sum(lost) / nullif(sum(customers), 0), 2) as value from churn group by day
select day, count(distinct customer) as value from t group by day having count(*) > 5
select t.day, u.value from t join u on t.id = u.id
select t.day, u.value from t left join u on t.id = u.id and u.kind = 'x' where u.id is null
select t.day, u.value from t cross join u
select day, value from t union all select day, value from u
select day, value from t union select day, value from u order by 1
select day from t except select day from u
select day from t intersect select day from u
select x.day, x.v from (select day, max(value) as v from t group by day) x
select day, (select max(value) from u where u.day = t.day) as value from t
select day, value from t where id in (select id from u where kind in ('a', 'b'))
select day, value from t where exists (select 1 from u where u.id = t.id)
select day, value from t where name like 'a%' and name not like '%b_' and not (value < 0)
select day, value from t where name = 'it''s' or name = '--' or name = '/* no comment */'
select day, value -- the value
select day, /* the value of the day */ value from t
select day, abs(value), ceil(value), floor(value), power(value, 2), sqrt(value) from t
select day, upper(name), lower(name), trim(name), replace(name, 'a', 'b'), concat(a, b) from t
select cast(day as date) as day, cast(value as decimal(10, 2)) as value from t
select day, value from sales.orders where region <> '' limit 10
select day, min(value), max(value), avg(value), sum(case when ok = 1 then 1 else 0 end) from t group by day
select distinct day from t
select day, value * -1, value / 2.5e3, -value + .5 from t
