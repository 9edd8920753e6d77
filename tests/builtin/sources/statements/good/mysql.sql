select date_format(day, '%Y-%m-01') as day, sum(value) from t group by 1
select last_day(created_at) as day, count(*) from orders group by last_day(created_at)
select date(created_at), count(*) from `orders` where `state` = 'lost' group by date(created_at)
select day, sum(if(state = 'lost', 1, 0)) / count(*) * 100 as value from t group by day
select date_sub(day, interval 1 day), date_add(day, interval 1 month) from t
select day, timestampdiff(hour, started, finished) from t
select day, group_concat(distinct region order by region separator ', ') from t group by day
select day, json_extract(data, '$.amount') as value from t
select day, json_unquote(json_extract(data, '$.amount')) from t
select day, data->>'$.amount' from t
select region, day, sum(value) from t group by region, day with rollup
select str_to_date('2026-01-01', '%Y-%m-%d'), 1
select year(day), quarter(day), month(day), week(day, 3), dayofweek(day) from t
select from_unixtime(created), unix_timestamp(day), to_days(day) from t
select day, ifnull(value, 0), truncate(value, 2), format(value, 2) from t
select curdate(), now(), utc_timestamp()
select day, value from t where name regexp '^a' and name rlike 'b$'
select day, value div 2, value % 2, value mod 3 from t
select day, substring_index(name, ',', 1), find_in_set('a', tags), field(name, 'a', 'b') from t
select day, std(value), variance(value), bit_and(flags) from t group by day
with recursive d as (select date '2026-01-01' as day union all select day + interval 1 day from d where day < '2026-12-31') select day, 1 from d
select t.day, x.qty from t join json_table(t.data, '$[*]' columns (qty int path '$.qty')) x
select day, value from t limit 5, 10
select day, value from t where day >= date '2026-01-01' and day < '2026-02-01' + interval 1 month
select convert(value, decimal(10, 2)), convert_tz(day, '+00:00', '+01:00') from t
select day, sum(value) over w from t window w as (order by day)
select day, char_length(name), lpad(id, 5, '0'), concat_ws('-', a, b), md5(name) from t
select straight.day, 1 from t as straight
select day, value from t where value between 1 and 2 xor flag
