#!/bin/bash
# doctor_test.sh: `portal doctor` over a world that is as it should be, and over worlds broken in
# one place each: it must name that place, say what to do, and end with 1.
#
#	tests/with_database.sh doctor tests/doctor_test.sh BUILD_DIR
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tests/ports.sh
. tests/ports.sh

portal=$1/portal
failed=0
work=$(mktemp -d)
keys=(SEAL_KEYS=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
	INDEX_KEY=fedcba9876543210fedcba9876543210)
trap 'rm -rf "$work"' EXIT
superuser=(psql -X -q -v ON_ERROR_STOP=1 -h "$TEST_PG_DIR/socket" -p "$TEST_PG_PORT" -U postgres
	-d "${TEST_DATABASE_URL##*/}")

# settings NAME=VALUE…: the doctor's words and verdict in a sandbox, with these on top.
doctor() {
	env -i "${keys[@]}" "DATABASE_URL=$TEST_DATABASE_URL" \
		TRUV_URL=http://127.0.0.1:9/v1 TRUV_CLIENT_ID=client \
		TRUV_SECRET=8f1c2d3e4b5a69788796a5b4c3d2e1f0 AGENCY_NAME=Test ENVIRONMENT=sandbox \
		"SHARE_DIR=$PWD" "PUBLIC_URL=http://127.0.0.1:$(free_port)" "$@" "$portal" doctor 2>&1
}

sql() { "${superuser[@]}" -c "$1" > /dev/null || { echo "doctor_test.sh: cannot: $1"; exit 1; }; }

# expect CODE PATTERN [SETTING…]
expect() {
	local code=$1 pattern=$2 said got=0
	shift 2
	said=$(doctor "$@") || got=$?
	if [ "$got" -ne "$code" ] || ! grep -qE -- "$pattern" <<< "$said"; then
		echo "doctor_test.sh: wanted $code and /$pattern/, got $got:"
		echo "$said"
		failed=1
	fi
}

# broken PATTERN SQL [UNDO]: with this done to the database the doctor says so, and is well again
# after.
broken() {
	sql "$2"
	expect 1 "$1"
	sql "$3"
}

expect 1 '^WRONG +database .*no schema'
expect 1 '^WRONG +database ' DATABASE_URL=postgres://verify_app:demo@127.0.0.1:1/verify
env -i "${keys[@]}" DATABASE_URL="$TEST_DATABASE_URL" \
	DATABASE_OWNER_URL="$TEST_DATABASE_OWNER_URL" \
	TRUV_URL=http://127.0.0.1/v1 TRUV_CLIENT_ID=test TRUV_SECRET=test AGENCY_NAME=Test \
	"$portal" migrate > "$work/migrate.log" || { cat "$work/migrate.log"; exit 1; }

expect 0 '^fine +rights '
expect 0 '^fine +row security '
expect 0 '^fine +audit trail '
expect 0 '^careful +way in '
expect 0 'Nothing is wrong'

broken '^WRONG +row security .* cases$' 'alter table cases no force row level security' \
	'alter table cases force row level security'
broken '^WRONG +row security .* members$' 'alter table members disable row level security' \
	'alter table members enable row level security'
broken '^WRONG +rights .*delete members' 'grant delete on members to verify_app' \
	'revoke delete on members from verify_app'
broken '^WRONG +rights .*update audit' 'grant update on audit to public' \
	'revoke update on audit from public'
broken '^WRONG +role .*may make tables' 'grant create on schema public to verify_app' \
	'revoke create on schema public from verify_app'
broken '^WRONG +ownership .*owns notes' 'alter table notes owner to verify_app' \
	'alter table notes owner to verify_owner'
broken '^WRONG +audit trail ' 'alter table audit disable trigger audit_keep' \
	'alter table audit enable trigger audit_keep'
broken '^WRONG +migrations .*0007_audit' "delete from migrations where name = '0007_audit.sql'" \
	"insert into migrations (name, sha256) values ('0007_audit.sql',
	 '$(sha256sum < migrations/0007_audit.sql | cut -d ' ' -f 1)')"
broken '^WRONG +migrations unchanged .*0001_fmt' \
	"update migrations set sha256 = reverse(sha256) where name = '0001_fmt.sql'" \
	"update migrations set sha256 = reverse(sha256) where name = '0001_fmt.sql'"
broken '^WRONG +functions .*audit_write' 'alter function audit_write reset search_path' \
	'alter function audit_write set search_path = public'
broken '^WRONG +webhooks of Truv .*disabled' \
	"update provider_health set endpoint_state = 'disabled' where provider = 'truv'" \
	"update provider_health set endpoint_state = 'unknown' where provider = 'truv'"
broken '^WRONG +keys at Truv .*wrong' \
	"update provider_health set key_state = 'wrong' where provider = 'truv'" \
	"update provider_health set key_state = 'untested' where provider = 'truv'"
sql "insert into offices (id, name) overriding system value values (9001, 'Doctor''s');
	insert into cases (id, reference, office_id) overriding system value values (9001, 'D-1', 9001)"
broken '^WRONG +nobody sees nothing ' 'create policy everybody on cases using (true)' \
	'drop policy everybody on cases'

# The role itself is the cluster's, and other tests use it: another one that is above the rules.
expect 1 '^WRONG +role .*verify_bare is above row-level security' \
	"DATABASE_URL=$TEST_DATABASE_BARE_URL"

touch -d '1 hour ago' "$work/fresh"
touch -d '3 days ago' "$work/old"
expect 0 '^fine +backup .*1 hours old' "BACKUP_STAMP=$work/fresh"
expect 1 '^WRONG +backup .*72 hours old' "BACKUP_STAMP=$work/old"
expect 1 '^WRONG +backup .*no file' "BACKUP_STAMP=$work/none"

# In production what a sandbox may be is wrong.
expect 1 '^WRONG +address ' ENVIRONMENT=production
expect 1 '^WRONG +durability ' ENVIRONMENT=production
expect 1 '^WRONG +secrets .*TRUV_SECRET' ENVIRONMENT=production TRUV_SECRET=demo-access-secret
expect 1 '^WRONG +proxy ' ENVIRONMENT=production PUBLIC_URL=https://127.0.0.1:1
expect 1 '^WRONG +way in .*curl 7' ENVIRONMENT=production PUBLIC_URL=https://127.0.0.1:1
expect 0 "^careful +operators' listener" OPS_LISTEN=0.0.0.0:8082

# The clock: the statement itself, told that it is another time here.
ahead=$(sed -e "s/\$1::timestamptz/(now() - interval '7 seconds')/" -e 's/\$2::boolean/false/' \
	-e 's/\$3::int/25/' -e 's/\$4::boolean/false/' server/sql/doctor/server.sql |
	PGOPTIONS= psql -X -q -A -t "$TEST_DATABASE_URL" -f - | grep '^clock|')
grep -qE '^clock\|wrong\|.* 7\.[0-9] s ahead' <<< "$ahead" ||
	{ echo "doctor_test.sh: the clock says: $ahead"; failed=1; }

[ "$failed" -ne 0 ] || echo "doctor_test.sh: every broken world is told"
exit "$failed"
