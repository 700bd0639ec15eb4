#!/bin/bash
# scope_cut.sh: either lock holds alone. Every check of an office or of a restricted case is taken
# out of a copy of the statements: row-level security must then still show strangers nothing. And
# with the role that row-level security does not hold, the statements as they are must show nothing.
# With both locks out strangers must see something, or nothing was cut.
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
	SCOPE_CUT=yes SHARE_DIR=${share-$copy} \
		tests/with_database.sh scope_cut "$build/tests/scope_test" 2>&1 |
		grep -vE '^20[0-9-]*T|^applied'
	return "${PIPESTATUS[0]}"
}

said=$(run) || {
	echo "scope_cut.sh: with $cut statements cut, row-level security lets this through:"
	tail -n 40 <<< "$said"
	exit 1
}
said=$(share=$PWD SCOPE_BARE=yes run) || {
	echo "scope_cut.sh: without row-level security, the statements let this through:"
	tail -n 40 <<< "$said"
	exit 1
}
if said=$(SCOPE_BARE=yes run) || ! grep -q 'FAILED.* strangers_see_nobody' <<< "$said" ||
	! grep -q 'FAILED.* what_is_restricted_is_not_there' <<< "$said"; then
	echo "scope_cut.sh: with both locks out nothing is seen: the test looks at nothing"
	tail -n 20 <<< "$said"
	exit 1
fi
echo "scope_cut.sh: each lock alone shows nobody, of $cut statements"
