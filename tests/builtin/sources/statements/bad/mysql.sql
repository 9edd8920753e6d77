select sleep(60)
select benchmark(1e9, md5('x'))
select get_lock('x', 60)
select release_lock('x')
select is_free_lock('x')
select load_file('/etc/passwd')
select 1 into outfile '/tmp/x'
select 1 into dumpfile '/tmp/x'
select 1 into @x
select 1 from t into outfile '/tmp/x' fields terminated by ','
select 1 from t procedure analyse()
select 1 from t lock in share mode
select 1 from t for update skip locked
select @@datadir
select @@global.version
select @x := 1
set global x = 1
set @@session.sql_mode = ''
select master_pos_wait('x', 1)
select wait_for_executed_gtid_set('x')
select source_pos_wait('x', 1)
select last_insert_id(5)
select sys_exec('id')
select sys_eval('id')
select lib_mysqludf_sys_info()
select nextval(s)
select next value for s
select setval(s, 1)
select previous value for s
select user()
select database()
select version()
select uuid()
select row_count()
select extractvalue(1, concat(0x7e, version()))
select updatexml(1, '/x', 'y')
select name_const('x', 1)
load data infile '/etc/passwd' into table t
load data local infile '/etc/passwd' into table t
load xml infile 'x' into table t
handler t open
handler t read first
do sleep(5)
kill 1
flush tables
reset master
purge binary logs to 'x'
change master to master_host = 'evil'
start slave
install plugin x soname 'y'
install soname 'x'
create function f returns string soname 'x.so'
rename table t to u
replace into t values (1)
optimize table t
repair table t
check table t
checksum table t
backup stage start
execute immediate 'drop table t'
prepare p from 'drop table t'
xa start 'x'
savepoint x
table t into outfile '/tmp/x'
values row(1) into outfile '/tmp/x'
select 1 union select 2 into outfile '/tmp/x'
(select 1) into outfile '/tmp/x'
select 1--1 into outfile '/tmp/x'
select 'a' 'b\' into outfile '/tmp/x' -- '
