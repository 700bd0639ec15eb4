/* ceiling.c: what the library alone can do: 20 KB in one write, nothing asked and nothing decided.
 * The pages' figures stand beside this one.
 *
 *	bench_ceiling PORT        until its standard input ends */
#include <civetweb.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BODY (20 * 1024)

static char answer[BODY + 256];
static size_t answer_len;

static int on_request(struct mg_connection *connection)
{
	mg_write(connection, answer, answer_len);
	return 200;
}

static void answer_make(void)
{
	int head = snprintf(answer, sizeof answer, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		"Content-Length: %d\r\n\r\n", BODY);

	memset(answer + head, 'x', BODY);
	answer_len = (size_t)head + BODY;
}

/* The options are http.c's. */
int main(int argc, char **argv)
{
	const struct mg_callbacks callbacks = { .begin_request = on_request };
	char address[32], piece[64];
	const char *options[] = { "listening_ports", address, "num_threads", "64", "decode_url", "no",
		"tcp_nodelay", "1", "enable_keep_alive", "yes", "keep_alive_timeout_ms", "5000",
		"connection_queue", "256", "listen_backlog", "1024", NULL };

	if (argc != 2)
		return 2;
	snprintf(address, sizeof address, "127.0.0.1:%s", argv[1]);
	answer_make();
	mg_init_library(0);
	if (mg_start(&callbacks, NULL, options) == NULL)
		return 1;
	while (read(STDIN_FILENO, piece, sizeof piece) > 0)
		;
	return 0;
}
