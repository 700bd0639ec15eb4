#!/bin/sh
# worklist_test.sh: due dates and the list's order by their rules, and on forty-five thousand orders
# no page of the worklist or the search reads a big table from end to end.
#
#	tests/with_database.sh worklist tests/worklist_test.sh BUILD_DIR
set -eu
cd "$(dirname "$0")/.."

out=$(mktemp)
trap 'rm -f "$out"' EXIT
env -i DATABASE_URL="$TEST_DATABASE_URL" DATABASE_OWNER_URL="$TEST_DATABASE_OWNER_URL" \
	SEAL_KEYS=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= \
	INDEX_KEY="the test looks through its rows with it" \
	TRUV_URL=http://127.0.0.1/v1 TRUV_CLIENT_ID=test TRUV_SECRET=test AGENCY_NAME=Test \
	"$1/portal" migrate > /dev/null

as_owner() {
	PGOPTIONS='-c app.sees_all=true -c timezone=America/Los_Angeles -c crowd.cases=15000' \
		psql -X -q -v ON_ERROR_STOP=1 "$TEST_DATABASE_OWNER_URL" "$@" > /dev/null
}

as_owner -1 -f tests/fixtures.sql
as_owner -f tests/worklist/calendar.sql
as_owner -f tests/worklist/order.sql
as_owner -f tests/crowd.sql

# asks NAME ARGUMENTS: the statement as the portal prepares it, for a supervisor of one office, with
# the plan that fits any parameters. Says how long it took and which big tables it went through.
asks() {
	{
		echo "set plan_cache_mode = force_generic_plan; set jit = off;"
		echo "set timezone = 'America/Los_Angeles';"
		echo "prepare asked as"
		cat "server/sql/$1.sql"
		echo "; begin; select set_config('app.user', '5', true),"
		echo "set_config('app.offices', '{1,2}', true), set_config('app.sees_all', '', true);"
		echo "execute asked($2); commit; begin; select set_config('app.user', '5', true),"
		echo "set_config('app.offices', '{1,2}', true), set_config('app.sees_all', '', true);"
		printf '%s\n' '\timing on' "execute asked($2);" '\timing off'
		echo "select 'went through ' || relname from pg_stat_xact_user_tables"
		echo "where relname in ('cases', 'members', 'orders', 'work', 'tasks', 'people_index',"
		echo "'case_programs', 'order_steps', 'messages') and seq_scan > 0;"
		echo "rollback;"
	} | psql -X -q -A -t -v ON_ERROR_STOP=1 "$TEST_DATABASE_URL" > "$out"
	printf '%s(%s): %s\n' "$1" "$2" "$(grep '^Time:' "$out")"
	if grep '^went through' "$out"; then
		failed=yes
	fi
}

failed=
list() { asks worklist/show "5, '{1,2}', false, 'supervisor', $1"; }
list "'mine', null, null, null, null, null, null, null"
list "'all', null, null, null, null, null, null, null"
list "'pool', null, null, null, null, null, null, null"
list "'1', 'waiting', 'snap', null, 'month', null, null, null"
list "'all', null, null, null, null, null, '2027-01-04~3~1763629200000000~70000', null"
asks worklist/next "5, '{1,2}', false, 'supervisor'"
asks search/jump "'C-0001234', '{1,2}', false, 5, 'supervisor'"
asks search/show "'C-00012', '{1,2}', false, true, null, 5, 'supervisor'"
asks search/show "'nguyen van', '{1,2}', false, true, null, 5, 'supervisor'"
asks search/show "'Ngwen Wan', '{1,2}', false, true, null, 5, 'supervisor'"
asks search/show "'(415) 000-1234', '{1,2}', false, true, null, 5, 'supervisor'"
asks search/show "'1234', '{1,2}', false, true, null, 5, 'supervisor'"
asks search/show "'li', '{1,2}', false, true, null, 5, 'supervisor'"
asks tasks/show "500, '{1,2}', false, 5, 'supervisor', null, null, null"
[ -z "$failed" ] || { echo "worklist_test.sh: a page goes through a big table"; exit 1; }
