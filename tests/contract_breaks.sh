#!/bin/bash
# contract_breaks.sh: the test of contract_test.c. Plants one breach of each of its rules in a
# copy of what the portal reads at start, and expects the test to name it.
#
#	tests/contract_breaks.sh BUILD_DIR
set -u
cd "$(dirname "$0")/.." || exit 2

build=$1
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
failed=0

fresh_copy() {
	rm -rf "${copy:?}"/*
	mkdir -p "$copy/server" "$copy/build"
	cp -r server/sql "$copy/server/"
	cp -r templates migrations "$copy/"
	ln -s "$PWD/build/static" "$copy/build/static"
}

# expect PATTERN [PROGRAM]: the contract test fails on the copy, and says so.
expect() {
	local said
	if ! said=$(SHARE_DIR=$copy tests/with_database.sh contract_breaks \
			"$build/tests/${2:-contract_test}" 2>&1) && grep -qE "$1" <<< "$said"; then
		return
	fi
	echo "contract_breaks.sh: nobody says '$1'. What was said:"
	grep -vE '^20[0-9-]*T|^applied' <<< "$said" | tail -n 25
	failed=1
}

# Appends to the template or statement, and expects.
append() {
	fresh_copy
	mkdir -p "$(dirname "$copy/$1")"
	printf '%s\n' "$2" >> "$copy/$1"
	expect "$3"
}

# Edits the statement with sed, and expects. An edit that changes nothing plants nothing.
edit() {
	fresh_copy
	sed -i "$2" "$copy/$1"
	if cmp -s "$1" "$copy/$1"; then
		echo "contract_breaks.sh: the edit of $1 does not fit the file any more"
		failed=1
		return
	fi
	expect "$3"
}

edit server/sql/jobs/done.sql 's/^update/updat/' 'jobs/done.sql: does not prepare'
edit server/sql/ops/ready.sql '1a -- $1 path.id' 'ops/ready.sql: has 0 parameters, its lines name 1'
edit server/sql/home/topic.sql 's/as topic/as theme/' 'home/topic.sql: a stream without the column'
append templates/orders/qr.html '{{nothing}}' 'qr.html:[0-9]+: \{\{nothing\}\}: names a key'
edit server/sql/orders/qr.sql '0,/^select /s//select 1 as spare, /' 'orders/qr: spare: no template'
append templates/orders/qr.html '{{#id}}x{{/id}}' '\{\{#id\}\}: no visit hides this section'
append templates/orders/qr.html '{{^id}}x{{/id}}' '\{\{\^id\}\}: no visit shows this section'
edit server/sql/orders/qr.sql 's/c.office_id = any (\$2::bigint\[\])/$2::bigint[] is not null/' \
	'/orders/:id/qr: shows a record to a stranger'
append server/sql/never/used.sql $'-- One.\nselect 1 as one' 'never/used.sql: nothing uses it'
append templates/never.html '<p>Never.</p>' 'templates/never.html: nothing uses it'
fresh_copy
rm "$copy/templates/orders/qr.html"
expect 'templates/orders/qr.html: /orders/:id/qr wants it'
# A language that lacks a word; a word that no page says.
edit templates/words/es.json '/"thanks":/d' 'lang=es problem=missing key="thanks"'
fresh_copy
sed -i '2i\	"never": "Never",' "$copy"/templates/words/*.json
expect 'words: never: no template of any visit uses this column'
# A router that asks nobody who they are.
fresh_copy
expect '/cases/:id: gives the signed-out' contract_blind_test
expect '/cases/:id: gives the role' contract_blind_test

[ "$failed" -ne 0 ] || echo "contract_breaks.sh: every rule sees its breach"
exit "$failed"
