#!/bin/sh
# with_database.sh: runs a test with an empty database of its own in the cluster that ./dev test
# made, so that tests can run beside each other.
#
#	tests/with_database.sh NAME COMMAND [ARGS…]
#
# Wants TEST_PG_DIR and TEST_PG_PORT; gives the command TEST_DATABASE_URL and
# TEST_DATABASE_OWNER_URL, and TEST_DATABASE_BARE_URL: the application's role, but row-level
# security does not hold it.
set -eu

name=verify_$1
shift
if [ -z "${TEST_PG_DIR:-}" ]; then
	echo "with_database.sh: no TEST_PG_DIR; run ./dev test" >&2
	exit 2
fi
psql -X -q -v ON_ERROR_STOP=1 -h "$TEST_PG_DIR/socket" -p "$TEST_PG_PORT" \
	-U postgres -d postgres <<-SQL
	set client_min_messages = warning;
	drop database if exists $name with (force);
	create database $name owner verify_owner encoding 'UTF8' template template0;
	revoke all on database $name from public;
	grant connect on database $name to verify_app;
	do \$\$ begin
		create role verify_bare login bypassrls password 'demo' in role verify_app;
	exception when duplicate_object or unique_violation then null;
	end \$\$;
SQL
TEST_DATABASE_URL=postgres://verify_app:demo@127.0.0.1:$TEST_PG_PORT/$name
TEST_DATABASE_OWNER_URL=postgres://verify_owner:demo@127.0.0.1:$TEST_PG_PORT/$name
TEST_DATABASE_BARE_URL=postgres://verify_bare:demo@127.0.0.1:$TEST_PG_PORT/$name
export TEST_DATABASE_URL TEST_DATABASE_OWNER_URL TEST_DATABASE_BARE_URL
exec "$@"
