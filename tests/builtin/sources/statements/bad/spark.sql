select reflect('java.lang.System', 'exit', 1)
select java_method('java.lang.Runtime', 'getRuntime')
select try_reflect('java.lang.System', 'exit', 1)
select * from read_files('/etc/passwd')
select * from cloud_files('x')
select * from csv.`/etc/passwd`
select * from text.`/etc/passwd`
select * from json.`s3a://evil/x`
select * from parquet.`/x`
select * from orc.`/x`
select * from delta.`/x`
select * from avro.`/x`
select * from binaryFile.`/etc/passwd`
select * from jdbc.`x`
select transform(a) using 'cat' from t
select transform(a) using 'cat' as (b) from t
from t map a using 'cat'
from t reduce a using 'cat'
select input_file_name()
select input_file_block_start()
select current_user()
select current_database()
select version()
select spark_partition_id()
select monotonically_increasing_id()
select assert_true(false)
select raise_error('x')
select ai_query('x', 'y')
select http_request('x')
select secret('scope', 'key')
select try_secret('scope', 'key')
select list_secrets('x')
select xpath('<x/>', '/x')
select from_avro(a, 'x') from t
select event_log('x')
select read_kafka('x')
select read_pubsub('x')
select read_statestore('x')
select python_udf(1)
select ${system:user.home}
select '${env:HOME}'
add jar '/x.jar'
add file '/etc/passwd'
add archive 'x'
list jars
cache table t
uncache table t
refresh table t
refresh '/path'
set spark.sql.x = 1
reset
insert overwrite directory '/tmp/x' using csv select 1
insert overwrite local directory '/tmp/x' select 1
insert overwrite table t select 1
load data inpath '/x' into table t
load data local inpath '/etc/passwd' into table t
create function f as 'x.Y' using jar '/x.jar'
create table x using csv options (path '/etc/passwd')
msck repair table t
export table t to '/x'
import table t from '/x'
optimize t
vacuum t
restore table t to version as of 1
declare variable x int
execute immediate 'drop table t'
from t insert into u select a
from t insert overwrite table u select a insert into v select b
show create table t
comment on table t is 'x'
begin select 1; end
select 1 |> drop a
select * from csv.x
select * from `org.apache.spark.sql.csv`.`x`
select 1 from t where a = '${system:user.name}'
select 1 from `${x}`
