# shellcheck shell=bash
# ports.sh: what dev and the tests ask of a port on loopback, without any tool that a bare Debian
# lacks. Sourced, not run.

# is_open PORT: something listens there.
is_open() {
	(exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}

# Below the range that the kernel gives to clients.
free_port() {
	local port
	while :; do
		port=$((20000 + RANDOM % 12000))
		is_open "$port" || break
	done
	echo "$port"
}

# answers PORT PATH: GET gives 200 there.
answers() {
	local answer
	answer=$( (exec 3<> "/dev/tcp/127.0.0.1/$1" &&
		printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3 &&
		head -n 1 <&3) 2> /dev/null) || return 1
	[[ $answer == *" 200"* ]]
}

# tells PORT PATH FILE: a POST of that JSON gives 200 there.
tells() {
	local answer
	answer=$( (exec 3<> "/dev/tcp/127.0.0.1/$1" &&
		printf 'POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n' "$2" >&3 &&
		printf 'Content-Type: application/json\r\nContent-Length: %d\r\n\r\n' \
			"$(wc -c < "$3")" >&3 && cat "$3" >&3 &&
		head -n 1 <&3) 2> /dev/null) || return 1
	[[ $answer == *" 200"* ]]
}

# wait_answer PORT PATH PID: up to 30 s for a 200 there, or until its process is gone.
wait_answer() {
	local i
	for ((i = 0; i < 300; i++)); do
		! answers "$1" "$2" || return 0
		kill -0 "$3" 2> /dev/null || return 1
		sleep 0.1
	done
	return 1
}

# wait_ready PORT PID: the same for /readyz of a portal.
wait_ready() {
	wait_answer "$1" /readyz "$2"
}
