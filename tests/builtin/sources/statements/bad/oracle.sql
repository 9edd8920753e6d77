select utl_http.request('http://evil') from dual
select utl_inaddr.get_host_address('evil') from dual
select utl_file.fopen('x', 'y', 'r') from dual
select dbms_lock.sleep(5) from dual
select dbms_pipe.receive_message('x', 5) from dual
select dbms_xmlquery.getxml('select 1') from dual
select dbms_xmlgen.getxml('select 1') from dual
select dbms_java.runjava('x') from dual
select dbms_scheduler.create_job('x') from dual
select httpuritype('http://evil').getclob() from dual
select bfilename('x', 'y') from dual
select xmltype(bfilename('x', 'y'), 1) from dual
select extractvalue(xmltype('<x/>'), '/x') from dual
select sys_context('userenv', 'ip_address') from dual
select s.nextval from dual
select user_function(1) from dual
select t@evil.a from dual
select * from t@evil
begin null; end;
declare x int; begin null; end;
select q'[it's]' from dual
select 1 from t for update
with function f return number is begin return 1; end; select f from dual
