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
front=
trap 'rm -rf "$work"; [ -z "$front" ] || kill "$front" 2> /dev/null' EXIT
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

# expect CODE PATTERNS [SETTING…]: a pattern on each line.
expect() {
	local code=$1 patterns=$2 pattern said got=0
	shift 2
	said=$(doctor "$@") || got=$?
	while IFS= read -r pattern; do
		[ "$got" -ne "$code" ] || ! grep -qE -- "$pattern" <<< "$said" || continue
		echo "doctor_test.sh: wanted $code and /$pattern/, got $got:"
		echo "$said"
		failed=1
	done <<< "$patterns"
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

expect 0 '^fine +rights
^fine +row security
^fine +audit trail
^fine +sealed values +0 values
^fine +audit chain
^careful +audit verified +last never
^careful +audit anchors +AUDIT_ANCHORS is not set
^careful +way in
Nothing is wrong'

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

# --- what stands in front: through TLS, with a certificate of one's own authority ---

# certificate DAYS
certificate() {
	openssl req -x509 -newkey rsa:2048 -nodes -days "$1" -subj /CN=localhost \
		-addext subjectAltName=DNS:localhost -keyout "$work/key.pem" -out "$work/cert.pem" \
		2> /dev/null || { echo "doctor_test.sh: no certificate"; exit 1; }
}

# behind CODE PATTERN WRONG…: a front that does these wrong.
behind() {
	local code=$1 pattern=$2 port i
	shift 2
	port=$(free_port)
	node tests/front.mjs "$port" "$work/cert.pem" "$work/key.pem" "$@" > /dev/null 2>&1 &
	front=$!
	for ((i = 0; i < 300; i++)); do ! is_open "$port" || break; sleep 0.1; done
	expect "$code" "$pattern" "PUBLIC_URL=https://localhost:$port" "PUBLIC_CA=$work/cert.pem" \
		TRUSTED_PROXIES=127.0.0.1
	kill "$front" && wait "$front" 2> /dev/null
	front=
}

certificate 90
behind 0 '^fine +way in
^fine +certificate +(89|90) days left
^fine +HSTS .*max-age=31536000
^fine +headers
^fine +plain http +HTTP 301, to https'
behind 1 '^WRONG +HSTS +no Strict
^WRONG +headers .*: Content-Security-Policy$
^WRONG +plain http +HTTP 200' no-hsts no-policy plain
certificate 12
behind 0 '^careful +certificate +1[12] days left
^careful +HSTS .*max-age=600' short-hsts
certificate 3
behind 1 '^WRONG +certificate +[23] days left'
expect 0 '^careful +certificate +not seen' TRUSTED_PROXIES=127.0.0.1 PUBLIC_URL=https://127.0.0.1:1

# --- what is kept ---

broken '^WRONG +sealed values +1 values, in users.totp .*"gone"' \
	"insert into users (id, email, name, role, totp, totp_at) overriding system value
	 values (9001, 'seal@doctor.test', 'Seal', 'agent', 'seal:gone:AAAA', now())" \
	'delete from users where id = 9001'
(umask 077 && : > "$work/anchors")
sql "insert into audit_checks (kind, seq, findings) values ('verify', 0, 2)"
expect 1 '^fine +audit anchors +the last is 0 minutes old
^WRONG +audit verified .*with 2 findings' "AUDIT_ANCHORS=$work/anchors"
sql "insert into audit_checks (kind, seq, findings) values ('verify', 0, 0)"
touch -d '1 hour ago' "$work/anchors"
expect 0 '^careful +audit anchors +the last is 60 minutes old
^fine +audit verified +last 20' "AUDIT_ANCHORS=$work/anchors"
chmod 666 "$work/anchors"
expect 1 '^WRONG +audit anchors +others than' "AUDIT_ANCHORS=$work/anchors"
broken '^WRONG +audit chain +1 findings in 1 links' "insert into audit_chain (seq, audit_id, hash)
	values (1, 9001, decode(repeat('00', 32), 'hex'))" 'alter table audit_chain disable trigger
	audit_keep; delete from audit_chain; alter table audit_chain enable trigger audit_keep'

# In production what a sandbox may be is wrong.
expect 1 '^WRONG +address
^WRONG +durability
^WRONG +audit anchors +AUDIT_ANCHORS is not set' ENVIRONMENT=production
expect 1 '^WRONG +secrets .*TRUV_SECRET' ENVIRONMENT=production TRUV_SECRET=demo-access-secret
expect 1 '^WRONG +proxy
^WRONG +way in .*curl 7' ENVIRONMENT=production PUBLIC_URL=https://127.0.0.1:1
expect 0 "^careful +operators' listener" OPS_LISTEN=0.0.0.0:8082

# The clock: the statement itself, told that it is another time here.
ahead=$(sed -e "s/\$1::timestamptz/(now() - interval '7 seconds')/" -e 's/\$2::boolean/false/' \
	-e 's/\$3::int/25/' -e 's/\$4::boolean/false/' server/sql/doctor/server.sql |
	PGOPTIONS= psql -X -q -A -t "$TEST_DATABASE_URL" -f - | grep '^clock|')
grep -qE '^clock\|wrong\|.* 7\.[0-9] s ahead' <<< "$ahead" ||
	{ echo "doctor_test.sh: the clock says: $ahead"; failed=1; }

[ "$failed" -ne 0 ] || echo "doctor_test.sh: every broken world is told"
exit "$failed"
