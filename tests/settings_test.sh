#!/bin/sh
# settings_test.sh: the README's table of settings is what `portal settings` prints; and a portal
# without what it needs says which setting is missing.
#
#	tests/settings_test.sh BUILD_DIR
set -eu
cd "$(dirname "$0")/.."

portal=$1/portal
printed=$(mktemp)
trap 'rm -f "$printed" "$printed.readme"' EXIT
env -i "$portal" settings > "$printed"
sed -n '/<!-- settings -->/,/<!-- end -->/p' README.md | sed '1d;$d' > "$printed.readme"
if ! diff "$printed.readme" "$printed"; then
	echo "settings_test.sh: README.md does not show what portal settings prints"
	exit 1
fi

code=0
said=$(env -i "$portal" serve 2>&1) || code=$?
[ "$code" -eq 2 ] || { echo "settings_test.sh: without settings it ends with $code"; exit 1; }
for name in DATABASE_URL SEAL_KEYS INDEX_KEY TRUV_URL TRUV_CLIENT_ID TRUV_SECRET AGENCY_NAME; do
	echo "$said" | grep -q "$name" || { echo "settings_test.sh: $name is not named"; exit 1; }
done
code=0
env -i "$portal" bogus > /dev/null 2>&1 || code=$?
[ "$code" -eq 2 ] || { echo "settings_test.sh: an unknown command ends with $code"; exit 1; }
for name in serve migrate settings doctor limits "audit verify" "keys rotate" "keys status"; do
	# shellcheck disable=SC2086 # one or two words
	env -i "$portal" $name --help | grep -q "$name" || { echo "no help for $name"; exit 1; }
done
