#!/bin/bash
# scope_cut.sh: takes every check of an office and of a restricted case out of a copy of the
# statements. Row-level security alone must then still show strangers nothing; without it too they
# must see something, or nothing was cut.
#
#	tests/scope_cut.sh BUILD_DIR
set -u
cd "$(dirname "$0")/.." || exit 2

build=$1
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/server" "$copy/build"
cp -r server/sql "$copy/server/"
cp -r templates migrations "$copy/"
ln -s "$PWD/build/static" "$copy/build/static"

# "c.office_id = any ($2::bigint[])", "x.office_ids && $1::bigint[]": the parameter stays named.
find "$copy/server/sql" -name '*.sql' -exec sed -i -E \
	-e 's/[a-z_]*\.?office_id = any ?\((\$[0-9]+::bigint\[\])\)/(\1 is null or true)/g' \
	-e 's/case_seen_by\([a-z]+, ([^,]+), ([^,]+), [^)]*\)/(\1 is null or \2 is null or true)/g' \
	-e 's/[a-z_]*\.?office_ids (&&|<@|@>) (\$[0-9]+::bigint\[\])/(\2 is null or true)/g' {} +
cut=$(diff -rq server/sql "$copy/server/sql" | wc -l)
left=$(grep -rlE 'office_ids? (= any|&&|<@) ?\(?\$|case_seen_by' "$copy/server/sql" | wc -l)
if [ "$cut" -lt 100 ] || [ "$left" -ne 0 ]; then
	echo "scope_cut.sh: $cut statements cut, $left left: it does not fit the statements any more"
	exit 1
fi

run() {
	SCOPE_CUT=yes SHARE_DIR=$copy \
		tests/with_database.sh scope_cut "$build/tests/scope_test" 2>&1 |
		grep -vE '^20[0-9-]*T|^applied'
	return "${PIPESTATUS[0]}"
}

said=$(run) || {
	echo "scope_cut.sh: with $cut statements cut, row-level security lets this through:"
	tail -n 40 <<< "$said"
	exit 1
}
if said=$(SCOPE_BARE=yes run) || ! grep -q ' shows ' <<< "$said" ||
	! grep -q ' of a restricted case' <<< "$said"; then
	echo "scope_cut.sh: with both locks out nothing is seen: the test looks at nothing"
	tail -n 20 <<< "$said"
	exit 1
fi
echo "scope_cut.sh: $cut statements cut, and row-level security shows nobody"
