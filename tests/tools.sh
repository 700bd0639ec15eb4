# shellcheck shell=bash
# tools.sh: what ./dev runs now and then: benches, storms, campaigns, and a stand-in for the
# county's accounts. Drawn in by it, and stands on its functions and lists (need_packages,
# need_modules, build, passing_cluster).

# A cluster of its own, which really syncs. pgbench comes with the server's package.
run_bench() {
	need_packages "${build_packages[@]}" && need_modules "$root/static"
	build release --target portal sim assets bench bench_ceiling
	passing_cluster bench-pg on
	SOURCE_DIR=$root BENCH_BUILD=$root/build/release BENCH_JSON=$root/build/bench.json \
		node tests/bench/run.mjs "$@" < /dev/null
}

# storm FLOW SETTING N: a journey that is as large as one asks, with what is deployed.
storm() {
	need_packages "${build_packages[@]}" "${test_packages[@]}" && need_modules "$root/static"
	build release --target portal sim assets
	quick_psql
	env "$2=$3" FLOWS="$1" FLOW_SECONDS=20000 tests/flows/run.sh build/release
}

run_campaign() {
	need_packages "${build_packages[@]}" "${test_packages[@]}" && need_modules "$root/static"
	build check --target portal sim assets
	quick_psql
	tests/campaign/run.sh build/check "$@"
}

# A parser under any bytes, or all of them one after the other; what was found new is kept.
run_fuzz() {
	need_packages "${build_packages[@]}" "${test_packages[@]}"
	tests/fuzz/run.sh "$@"
}

# --- the county's accounts: tests/idp beside the portal, while .dev/county is there ---

# county_wanted WORD: true for --sso; remembers which.
county_wanted() {
	rm -f "$state/county"
	[ "$1" = --sso ] && mkdir -p "$state" && touch "$state/county"
}

county_port() { echo "${COUNTY_PORT:-$((SIM_PORT + 7))}"; }

county_environment() {
	[ -f "$state/county" ] || return 0
	cat <<-TEXT
		OIDC_ISSUER=http://127.0.0.1:$(county_port)
		OIDC_CLIENT_ID=verify
		OIDC_CLIENT_SECRET=county: s=cret
	TEXT
}

county_address() {
	[ ! -f "$state/county" ] ||
		printf '\nCounty      http://127.0.0.1:%s       its accounts: choose who you are' \
			"$(county_port)"
}

county_running() {
	local pid
	pid=$(cat "$state/county.pid" 2> /dev/null) || return 1
	tr '\0' ' ' 2> /dev/null < "/proc/$pid/cmdline" | grep -q ' tests/idp/main\.mjs ' && echo "$pid"
}

start_county() {
	[ -f "$state/county" ] || { stop_county; return 0; }
	county_running > /dev/null && return 0
	need_modules "$root/tests"
	setsid node tests/idp/main.mjs "$(county_port)" "http://127.0.0.1:$PORT" \
		"http://127.0.0.1:$HOOKS_PORT" < /dev/null >> "$state/log/county.log" 2>&1 &
	echo $! > "$state/county.pid"
	wait_answer "$(county_port)" /.well-known/openid-configuration "$(cat "$state/county.pid")" ||
		give_up "county's accounts" county
}

stop_county() {
	local pid
	pid=$(county_running) && kill "$pid"
	rm -f "$state/county.pid"
}
