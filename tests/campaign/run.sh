#!/bin/bash
# run.sh: the campaigns: random faults against the order machine, judged by what the simulator
# knows, and against the outbox, judged by what a mail server and a gateway took.
#
#	tests/campaign/run.sh BUILD_DIR [COUNT [SEED]]      60 seeds when nothing is said
#	tests/campaign/run.sh BUILD_DIR messages [COUNT [SEED]]      60 messages
#
# The build has fault points (cmake -DFAULTS=ON). The logs of a seed that failed stay in
# BUILD_DIR/campaign/failed. Each lane has a Postgres cluster of its own in CAMPAIGN_PG.
set -euo pipefail

cd "$(dirname "$0")/../.."

# What was cut short leaves its clusters running.
clean_up() {
	local folder
	for folder in "$CAMPAIGN_PG"/*/; do
		[ ! -d "$folder/data" ] || tests/cluster.sh stop "$folder" 0 || true
	done
	rm -rf "$CAMPAIGN_PG"
}

BUILD_DIR=$(realpath "$1")
export BUILD_DIR SOURCE_DIR=$PWD LOG_DIR=$BUILD_DIR/campaign
if [ -z "${CAMPAIGN_PG:-}" ]; then
	CAMPAIGN_PG=$(mktemp -d /var/tmp/campaign.XXXXXX)
	chmod 755 "$CAMPAIGN_PG"
	trap clean_up EXIT
fi
export CAMPAIGN_PG
mkdir -p "$LOG_DIR"
script=campaign
[ "${2:-}" != messages ] || { script=messages; shift; }
node "tests/campaign/$script.mjs" "${2:-60}" ${3:+"$3"} < /dev/null
