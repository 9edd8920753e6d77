from 'churn.csv'
from 'sales/2026.csv' select month, amount
select month, lost from 'churn.csv' order by all
select last_day(month) as date, sum(amount) as value from 'sales/*.parquet' group by all
select * from read_csv('churn.csv', header = true, delim = ';')
select * from read_csv(['a.csv', 'b/c.csv'], union_by_name = true)
select * from read_csv_auto('churn.csv')
select * from read_parquet('sales/**/*.parquet', hive_partitioning = true)
select * from read_json('events.json') where kind = 'x'
select a.month, b.value from 'a.csv' a join "b.csv" b using (month)
select date_trunc('month', day), count(*) filter (state = 'lost') from 'x.csv' group by 1
select day, value from 'x.csv' qualify row_number() over (partition by day order by at desc) = 1
select day, median(value), quantile_cont(value, 0.9), approx_quantile(value, 0.5), mode(value) from 'x.csv' group by day
select * exclude (id) from 'x.csv'
select * replace (value / 100 as value) from 'x.csv'
select columns('v.*') from 'x.csv'
select day, arg_max(value, at) from 'x.csv' group by day
select day, unnest([1, 2, 3]) from 'x.csv'
select unnest(range(date '2026-01-01', date '2026-12-31', interval 1 month)) as day, 1
select d::date, 1 from generate_series(:since::date, :until::date, interval '1 day') g(d)
select strptime(day, '%d.%m.%Y')::date, value from 'x.csv'
select try_cast(value as double), day from 'x.csv'
select day, {'a': 1, 'b': value}.b from 'x.csv'
select day, list_sum(list_transform([1, 2, 3], x -> x * 2)) from 'x.csv'
select day, list_filter(parts, lambda x: x > 1) from 'x.csv'
select region, day, sum(value) from 'x.csv' group by grouping sets ((region), (day), ())
select x.day, y.v from 'x.csv' x, lateral (select x.value * 2 as v) y
select day, value from 'x.csv' asof join 'y.csv' y using (day)
select day, data->>'$.amount', json_extract_string(data, '$.a') from 'x.json'
select day, regexp_extract(name, '(\d+)', 1), regexp_matches(name, 'a') from 'x.csv'
with m as materialized (select * from 'x.csv') select day, value from m
select day, value from 'x.csv' using sample 10%
select epoch_ms(1767225600000), datediff('day', date '2026-01-01', current_date), date_part('week', today())
select day, any_value(value), bool_and(ok), histogram(value), list(value order by day) from 'x.csv' group by day
select day, value from 'x.csv' limit 10 offset 5
select month, value from 'x.csv' unpivot (value for kind in (a, b))
