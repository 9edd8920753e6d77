select pg_sleep(60)
select pg_sleep_for('1 minute')
select pg_catalog.pg_sleep(60)
select "pg_sleep"(60)
select PG_SLEEP (60)
select pg_read_file('/etc/passwd')
select pg_read_binary_file('/etc/passwd')
select pg_ls_dir('/')
select pg_stat_file('/etc/passwd')
select lo_import('/etc/passwd')
select lo_export(1, '/tmp/x')
select lo_create(0)
select lo_from_bytea(0, 'x')
select lo_unlink(1)
select * from dblink('host=evil', 'select 1') as t(a int)
select dblink_exec('x', 'drop table t')
select dblink_connect('x')
select set_config('default_transaction_read_only', 'off', false)
select current_setting('data_directory')
select setval('s', 1)
select currval('s')
select pg_terminate_backend(1)
select pg_cancel_backend(1)
select pg_reload_conf()
select pg_rotate_logfile()
select pg_advisory_lock(1)
select pg_try_advisory_lock(1)
select pg_notify('x', 'y')
select pg_switch_wal()
select pg_create_restore_point('x')
select pg_logical_emit_message(true, 'x', 'y')
select pg_export_snapshot()
select pg_drop_replication_slot('x')
select pg_promote()
select query_to_xml('delete from t', true, true, '')
select table_to_xml('t', true, true, '')
select database_to_xml(true, true, '')
select cursor_to_xml('c', 1, true, true, '')
select * from ts_stat('select 1')
select xpath('/x', '<x/>')
select xmlparse(document '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>')
select pg_file_write('x', 'y', false)
select pg_execute_server_program('x')
select inet_server_addr()
select has_table_privilege('t', 'select')
select txid_current()
select gen_random_uuid()
select * from file_fdw_x('a')
select 1 from generate_series(1, 2) where pg_sleep(5) is null
select (select pg_sleep(5))
select count(*) filter (where pg_sleep(5) is null) from t
select 1 order by pg_sleep(5)
select array(select pg_sleep(5))
select case when true then pg_sleep(5) end
with pg_sleep(x) as (select 1) select pg_sleep(5)
select x.pg_sleep(5) from t x
copy t to '/tmp/x'
copy (select 1) to program 'id'
copy t from '/etc/passwd'
do $$ begin perform 1; end $$
do 'begin perform 1; end'
listen x
notify x
vacuum
reindex table t
cluster t
refresh materialized view v
create function f() returns int language sql as 'select 1'
create extension dblink
alter system set x = 1
security label on table t is 'x'
declare c cursor for select 1
fetch all from c
move c
discard all
reset all
load 'x'
checkpoint
import foreign schema x from server y into z
select 1 into temp x
select 1 for no key update
select 1 from t for key share
select 1 for update of t nowait
select u&'\0027'
select E'\x27'
