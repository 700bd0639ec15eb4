/* main.c: the load generator. What it measures it prints as one line of JSON; run.mjs asks.
 *
 *	bench get PORT CONNECTIONS SECONDS COOKIE PATH
 *	bench hooks PORT CONNECTIONS SECONDS SECRET     about the orders on standard input, in turn,
 *	                                                lines of "upstream number"
 *	bench live APP HOOKS SIM PORTAL STREAMS COOKIE SECRET CASE        see live.h
 *
 * It loads nothing but this machine. */
#include "base/arena.h"
#include "base/crypto.h"
#include "hooks.h"
#include "live.h"
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define HOOKS_PER_SECOND 8000            /* made beforehand; more than any run has answered */

static struct { struct text *items; size_t count, next; } hooks;

static int number(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

static struct text same_again(void *context)
{
	return *(struct text *)context;
}

static struct text next_hook(void *context)
{
	(void)context;
	if (hooks.next == hooks.count)
		return (struct text){ NULL, 0 };
	return hooks.items[hooks.next++];
}

static void run_get(char **given)
{
	const char *request = arena_printf("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		"Cookie: session=%s\r\n\r\n", given[4], given[3]);
	struct text text = { request, strlen(request) };
	struct load load = { number(given[0]), number(given[1]), number(given[2]), same_again, &text };

	load_run(&load);
}

/* As many different ones as will be needed, about the orders in turn. */
static void hooks_make(size_t wanted, const char *secret)
{
	static char orders[4096][2][64];
	size_t known = 0;

	while (known < countof(orders) && scanf("%63s %63s", orders[known][0], orders[known][1]) == 2)
		known++;
	hooks.items = arena_alloc(wanted * sizeof *hooks.items);
	for (; known > 0 && hooks.count < wanted; hooks.count++)
		hooks.items[hooks.count] = hook_about(orders[hooks.count % known][0],
			orders[hooks.count % known][1], secret);
}

static void run_hooks(char **given)
{
	struct load load = { number(given[0]), number(given[1]), number(given[2]), next_hook, NULL };

	hooks_make((size_t)load.seconds * HOOKS_PER_SECOND, given[3]);
	load_run(&load);
}

static void run_live(char **given)
{
	struct live live = { .app = number(given[0]), .hooks = number(given[1]),
		.sim = number(given[2]), .portal = number(given[3]), .streams = number(given[4]),
		.cookie = given[5], .secret = given[6], .case_id = given[7] };

	live_run(&live);
}

static const struct {
	const char *name;
	int arguments;
	void (*run)(char **given);
} commands[] = { { "get", 5, run_get }, { "hooks", 4, run_hooks }, { "live", 8, run_live } };

int main(int argc, char **argv)
{
	struct rlimit files;

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	for (size_t i = 0; argc > 1 && i < countof(commands); i++) {
		if (strcmp(argv[1], commands[i].name) != 0 || argc != commands[i].arguments + 2)
			continue;
		if (crypto_init() != OK)
			return 1;
		commands[i].run(argv + 2);
		return 0;
	}
	fputs("usage: see tests/bench/main.c\n", stderr);
	return 2;
}
