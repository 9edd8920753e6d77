select date_trunc('month', created_at)::date as day, count_if(state = 'lost') / count(*) from orders group by 1
select day, value from t qualify row_number() over (partition by day order by at desc) = 1
select day, f.value from t, lateral flatten(input => t.items) f
select dateadd(day, -seq4(), current_date()) as day, 1 from table(generator(rowcount => 30))
select day, data:amount::float as value from t
select day, iff(value > 0, 1, 0), zeroifnull(value), div0(a, b) from t
select day, percentile_cont(0.5) within group (order by hours), approx_percentile(hours, 0.9) from t group by day
select day, listagg(region, ',') within group (order by region), array_agg(region) from t group by all
select datediff('day', a, b), last_day(day), to_char(day, 'YYYY-MM'), try_to_number(x) from t
select * from t pivot (sum(value) for kind in ('a', 'b'))
