select toStartOfMonth(day) as day, count() as value from orders group by day
select toDate(created_at) as day, uniq(user_id) as value from events group by day order by day
select toLastDayOfMonth(day), countIf(state = 'lost') / count() * 100 from t group by 1
select day, quantile(0.95)(latency) as value from t group by day
select day, quantiles(0.5, 0.9)(latency)[1] from t group by day
select day, sumIf(value, kind = 'x'), avgIf(value, kind = 'y') from t group by day
select day, argMax(value, at) from t group by day
select day, uniqExact(user_id), uniqCombined(user_id), topK(3)(page) from t group by day
select day, value from t final where day >= toDate(:since)
select day, value from t prewhere day >= '2026-01-01' where value > 0
select arrayJoin(items) as item, day from t
select day, item from t array join items as item
select day, arrayMap(x -> x * 2, parts), arraySum(parts), has(tags, 'x') from t
select toDate('2026-01-01') + number as day, number from numbers(365)
select day, value from t limit 1 by day
select day, sum(value) from t group by day with totals
select region, day, sum(value) from t group by region, day with rollup
select day, if(value > 0, 1, 0), multiIf(value > 10, 'a', value > 5, 'b', 'c') from t
select formatDateTime(day, '%Y-%m'), toYYYYMM(day), toMonday(day) from t
select day, toFloat64(value), toInt64OrZero(name), toString(day) from t
select dateDiff('day', started, finished), dateAdd(day, 1, started) from t
select day, JSONExtractFloat(data, 'amount') from t
select day, sumMap(k, v), groupArray(value), groupUniqArray(region) from t group by day
select day, runningDifference(value) from t
select day, value from t order by day with fill step 1
select day, sum(value) over (partition by region order by day rows between unbounded preceding and current row) from t
select day, any(region), anyLast(region), stddevPop(value) from t group by day
select day, value from t any left join u using (id)
with toDate('2026-01-01') as start select day, value from t where day >= start
select day, value from t sample 0.1
select day, positionCaseInsensitive(name, 'x'), match(name, '^a'), splitByChar(',', name)[1] from t
