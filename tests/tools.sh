# shellcheck shell=bash
# tools.sh: what ./dev runs now and then: benches, storms, campaigns. Drawn in by it, and
# stands on its functions and lists (need_packages, need_modules, build, passing_cluster).

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
	env "$2=$3" FLOWS="$1" FLOW_SECONDS=20000 tests/flows/run.sh build/release
}

run_campaign() {
	need_packages "${build_packages[@]}" "${test_packages[@]}" && need_modules "$root/static"
	build check --target portal sim assets
	tests/campaign/run.sh build/check "$@"
}

# A parser under any bytes, or all of them one after the other; what was found new is kept.
run_fuzz() {
	need_packages "${build_packages[@]}" "${test_packages[@]}"
	tests/fuzz/run.sh "$@"
}
