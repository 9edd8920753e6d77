"""Role: the proof that a role can only read, which `parse = "off"` needs.

The database is asked for what the role may do, and any right to do more than read refutes it. Where
a database cannot be asked, nothing is proved.
"""

from __future__ import annotations

from sqlalchemy import exc, text
from sqlalchemy.engine import Connection

from okrsite.api import SourceError

# Each gives rights that go beyond reading, in words; no row is the proof.
_POSTGRESQL = """
select 'it is a superuser, or may make roles, databases or copies' from pg_roles
 where rolname = current_user
   and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
union all
select 'it is a member of ' || r.rolname from pg_roles r
 where r.rolname <> current_user and pg_has_role(current_user, r.oid, 'member')
   and r.rolname not in ('pg_read_all_data', 'pg_read_all_settings', 'pg_read_all_stats')
union all
select 'it may create in the schema ' || nspname from pg_namespace
 where has_schema_privilege(current_user, oid, 'create')
union all
select 'it may create schemas in this database'
 where has_database_privilege(current_user, current_database(), 'create')
union all
select 'it may change the table ' || c.oid::regclass from pg_class c
 where c.relkind in ('r', 'p', 'v', 'm', 'f')
   and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
   and has_table_privilege(current_user, c.oid, 'insert, update, delete, truncate, trigger')
union all
select 'it may use the sequence ' || c.oid::regclass from pg_class c
 where c.relkind = 'S' and has_sequence_privilege(current_user, c.oid, 'usage, update')
union all
select 'it may call ' || p.oid::regprocedure || ' with the rights of another' from pg_proc p
 where p.prosecdef and has_function_privilege(current_user, p.oid, 'execute')
limit 1
"""
_MYSQL = "SHOW GRANTS"
_READING_GRANTS = {"USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES"}


def prove_read_only(connection: Connection) -> None:
    """Raises SourceError unless the database says that the role can do nothing but read."""
    try:
        refuted = _refutation(connection)
    except exc.SQLAlchemyError:
        refuted = "the database does not say what it may do"
    finally:
        connection.rollback()
    if refuted:
        raise SourceError(f'parse = "off" needs a role that can only read: {refuted}')


def _refutation(connection: Connection) -> str:
    """A right beyond reading, in words; empty where there is none."""
    match connection.dialect.name:
        case "postgresql":
            return str(connection.execute(text(_POSTGRESQL.replace("::", r"\:\:"))).scalar() or "")
        case "mysql" | "mariadb":
            grants = connection.exec_driver_sql(_MYSQL).scalars()
            return next((f"it has {grant}" for grant in map(_beyond, grants) if grant), "")
        case "sqlite":
            # Its file is opened for reading, and an authorizer refuses all else.
            return ""
        case name:
            return f"{name} cannot be asked for its rights"


def _beyond(grant: str) -> str:
    """What goes beyond reading in a grant of MySQL's: `GRANT INSERT, SELECT ON db.* TO ...`."""
    rights, is_on, _ = grant.removeprefix("GRANT ").partition(" ON ")
    if not is_on or "WITH GRANT OPTION" in grant:
        return f"the role {rights}"
    names = {right.partition("(")[0].strip() for right in rights.split(",")}
    return ", ".join(sorted(names - _READING_GRANTS))
