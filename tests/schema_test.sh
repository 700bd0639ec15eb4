#!/bin/sh
# schema_test.sh: migrations/schema.sql is what all migrations together make. Whoever adds one runs
#
#	WRITE_SCHEMA=yes ./dev test schema
#
# and commits the dump with it. Lines that differ with the version of pg_dump are left out.
#
#	tests/with_database.sh schema tests/schema_test.sh BUILD_DIR
set -eu
cd "$(dirname "$0")/.."

made=$(mktemp)
trap 'rm -f "$made"' EXIT
env -i DATABASE_URL="$TEST_DATABASE_URL" DATABASE_OWNER_URL="$TEST_DATABASE_OWNER_URL" \
	SEAL_KEYS=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= \
	INDEX_KEY="the test looks through its rows with it" \
	TRUV_URL=http://127.0.0.1/v1 TRUV_CLIENT_ID=test TRUV_SECRET=test AGENCY_NAME=Test \
	"$1/portal" migrate > /dev/null
{
	echo "-- The whole schema after all migrations, as pg_dump prints it. Not edited by hand."
	pg_dump --schema-only --no-owner "$TEST_DATABASE_OWNER_URL" |
		grep -vE '^(-- Dumped|\\(un)?restrict|SET |SELECT pg_catalog\.set_config)' | cat -s
} > "$made"
if [ "${WRITE_SCHEMA:-}" = yes ]; then
	cp "$made" migrations/schema.sql
fi
if ! diff migrations/schema.sql "$made" > /dev/null; then
	diff migrations/schema.sql "$made" | head -n 20
	echo "schema_test.sh: migrations/schema.sql is not what the migrations make;"
	echo "    WRITE_SCHEMA=yes ./dev test schema writes it"
	exit 1
fi
