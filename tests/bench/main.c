/* main.c: the load generator. What it measures it prints as one line of JSON; run.mjs asks.
 *
 *	bench get PORT CONNECTIONS SECONDS COOKIE PATH
 *	bench users PORT USERS SECONDS PACE_MS          asking for what standard input names, in turn,
 *	                                                lines of "cookie path"
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

#define PAGES_MAX 4096
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

static struct text get_of(const char *cookie, const char *path)
{
	const char *request = arena_printf("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		"Cookie: session=%s\r\n\r\n", path, cookie);

	return (struct text){ request, strlen(request) };
}

static void run_get(char **given)
{
	struct text text = get_of(given[3], given[4]);
	struct load load = { .port = number(given[0]), .connections = number(given[1]),
		.seconds = number(given[2]), .next = same_again, .context = &text };

	load_run(&load);
}

static struct { struct text items[PAGES_MAX]; size_t count, next; } pages;

static struct text next_page(void *context)
{
	(void)context;
	return pages.items[pages.next++ % pages.count];
}

static void run_users(char **given)
{
	struct load load = { .port = number(given[0]), .connections = number(given[1]),
		.seconds = number(given[2]), .pace_ms = number(given[3]), .next = next_page };
	char cookie[128], path[512];

	while (pages.count < PAGES_MAX && scanf("%127s %511s", cookie, path) == 2)
		pages.items[pages.count++] = get_of(cookie, path);
	if (pages.count > 0)
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
	struct load load = { .port = number(given[0]), .connections = number(given[1]),
		.seconds = number(given[2]), .next = next_hook };

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
} commands[] = {
	{ "get", 5, run_get }, { "users", 4, run_users }, { "hooks", 4, run_hooks },
	{ "live", 8, run_live }
};

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
