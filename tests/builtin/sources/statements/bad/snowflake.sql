select system$wait(60)
select system$abort_session(1)
select system$pipe_status('x')
select $1 from @stage
select * from @~/x
select metadata$filename from @stage
call p()
copy into @stage from t
put file:///etc/passwd @stage
get @stage file:///tmp
list @stage
remove @stage
execute immediate 'drop table t'
execute task t
create stage s
alter session set x = 1
select s.nextval
select * from table(result_scan(last_query_id()))
select * from table(infer_schema(location => '@x'))
select * from table(information_schema.query_history())
select * from directory(@x)
select build_scoped_file_url(@x, 'y')
select get_presigned_url(@x, 'y')
undrop table t
select * from '@stage/x.csv'
select * from "@stage"
select count(*) from '@~'
