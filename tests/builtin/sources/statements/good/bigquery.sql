select date_trunc(day, month) as day, countif(state = 'lost') / count(*) from `acme.sales.orders` group by 1
select d as day, 1 from unnest(generate_date_array('2026-01-01', '2026-12-31', interval 1 day)) as d
select day, approx_quantiles(hours, 100)[offset(95)] from t group by day
select day, safe_divide(a, b), if(value > 0, 1, 0), safe_cast(x as int64) from t
select day, value from t qualify row_number() over (partition by day order by at desc) = 1
select day, json_value(data, '$.amount'), format_date('%Y-%m', day), parse_date('%Y', x) from t
select t.day, i.qty from t, unnest(t.items) as i
select timestamp_diff(a, b, hour), date_diff(a, b, day), date_add(day, interval 1 month) from t
select * except (id) from t
select day, array_agg(struct(a, b) order by a limit 1)[offset(0)].a from t group by day
