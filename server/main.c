/* main.c: start-up and shutdown, in order, top to bottom. Hands each layer what it needs: app's
 * tables, an address, a secret. */
#include "app/audit.h"
#include "app/county.h"
#include "app/doctor.h"
#include "app/jobs.h"
#include "app/keys.h"
#include "app/limits.h"
#include "app/links.h"
#include "app/routes.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/fetch.h"
#include "base/log.h"
#include "base/mail.h"
#include "base/mustache.h"
#include "base/seal.h"
#include "db/db.h"
#include "db/migrate.h"
#include "db/queries.h"
#include "gateway/gateway.h"
#include "truework/truework.h"
#include "truv/truv.h"
#include "web/assets.h"
#include "web/page.h"
#include "web/session.h"
#include "web/stream.h"
#include "web/words.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PROXIES_MAX 16
#define HOOK_THREADS 16
#define OPS_THREADS 4
#define JOB_THREADS 4
#define STOP_SECONDS 10

static void people_thread(void) { db_use(DB_PEOPLE); }
static void hooks_thread(void) { db_use(DB_HOOKS); }
static void ops_thread(void) { db_use(DB_OPS); }

static const char *share(const char *below)
{
	const char *path = arena_printf("%s/%s", settings.share_dir, below);

	return forever_copy(path, strlen(path));
}

/* TRUSTED_PROXIES, cut at its commas. */
static const char *const *proxies(void)
{
	static const char *list[PROXIES_MAX + 1];
	char *rest = forever_copy(settings.trusted_proxies, strlen(settings.trusted_proxies)), *one;
	size_t count = 0;

	while ((one = strsep(&rest, ", ")) != NULL)
		if (one[0] != '\0' && count < PROXIES_MAX)
			list[count++] = one;
	return list;
}

/* Signals are taken by sigwait in main only; every thread inherits the mask. A peer that hangs up
 * is no signal. */
static void block_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	pthread_sigmask(SIG_BLOCK, set, NULL);
	signal(SIGPIPE, SIG_IGN);
}

/* Running out of descriptors spins CivetWeb's accept thread; personal data must not be left in a
 * core. */
static void set_limits(void)
{
	struct rlimit files, cores = { 0, 0 };

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	setrlimit(RLIMIT_CORE, &cores);
}

static enum status start_libraries(void)
{
	json_init();
	TRY(crypto_init());
	TRY(seal_start(&(struct seal_keys){ settings.seal_keys, settings.index_key,
					    settings.audit_key }));
	return fetch_init();
}

static enum status start_messages(void)
{
	const struct mail_settings mail = {
		settings.mail_url,  settings.mail_from,     settings.agency_name,
		settings.mail_user, settings.mail_password, settings.mail_ca,
	};
	const struct gateway_settings gateway = {
		settings.sms_url,  settings.sms_user,     settings.sms_password,
		settings.sms_from, settings.sms_callback,
	};

	gateway_start(&gateway);
	return mail_start(&mail);
}

static void start_rooms(const cJSON *assets)
{
	const struct db_settings db = {
		.url = settings.database_url,
		.zone = settings.agency_zone,
		.wait_ms = DB_WAIT_MS,
		.connections = { [DB_PEOPLE] = 10,
				 [DB_HOOKS] = 4,
				 [DB_JOBS] = JOB_THREADS + 2,
				 [DB_OPS] = 2 },
	};
	const struct page_settings page = {
		settings.agency_name,
		settings.environment,
		assets,
		.has_county = *settings.oidc_issuer != '\0',
		.is_county_required = settings.oidc_required,
	};
	const struct session_settings session = { settings.public_url, 15 * MINUTE, 12 * HOUR,
						  strcmp(settings.totp, "required") == 0,
						  settings.oidc_required };
	const struct truv_settings truv = {
		settings.truv_url,
		settings.truv_client_id,
		settings.truv_secret,
		settings.truv_secret_before,
	};
	const struct truework_settings truework = {
		settings.truework_url,   settings.truework_key,
		settings.truework_version, settings.truework_token,
		settings.truework_token_before,
	};

	db_start(&db);
	page_start(&page);
	session_start(&session);
	truv_start(&truv);
	truework_start(&truework);
	hub_start(settings.streams_max, settings.streams_each);
}

/* One channel carries both: "jobs" for the workers, everything else for open pages. */
static void heard(const char *payload)
{
	if (payload == NULL || strcmp(payload, "jobs") == 0)
		worker_wake();
	if (payload == NULL || strcmp(payload, "jobs") != 0)
		hub_changed(payload);
}

static enum status listen_all(void)
{
	const struct http_settings http = { proxies(), settings.public_url };
	const struct http_listener listeners[] = {
		[LISTEN_APP] = { "app", settings.app_listen,
				 settings.app_threads + settings.streams_max, router_handle,
				 people_thread },
		[LISTEN_HOOKS] = { "hooks", settings.hooks_listen, HOOK_THREADS, router_handle,
				   hooks_thread },
		[LISTEN_OPS] = { "ops", settings.ops_listen, OPS_THREADS, router_handle,
				 ops_thread },
	};

	return http_start(&http, listeners, countof(listeners));
}

static enum status start(void)
{
	const cJSON *assets;

	TRY(start_libraries());
	TRY(queries_load(share("server/sql")));
	TRY(templates_load(share("templates")));
	TRY(words_load(share("templates")));
	TRY(assets_load(share("build/static"), &assets));
	routes_join();
	TRY(router_start(routes, route_count));
	TRY(start_messages());
	TRY(county_start());
	start_rooms(assets);
	TRY(db_listen("changed", heard));
	TRY(worker_start(job_kinds, job_kind_count, JOB_THREADS));
	TRY(clock_start(schedule, schedule_count));
	return listen_all();
}

static void stop(void)
{
	log_line(LOG_INFO, "stop", "seconds=%d", STOP_SECONDS);
	hub_stop();
	http_stop(STOP_SECONDS);
	clock_stop();
	worker_stop(STOP_SECONDS);
	db_listen_stop();
	db_stop();
}

static int serve(const char *none)
{
	sigset_t signals;
	int signal_number;

	(void)none;
	block_signals(&signals);
	set_limits();
	/* Rooms that did start have threads still: no exit handler may run beside them. */
	if (fault_start() != OK || start() != OK)
		_exit(1);
	log_line(LOG_INFO, "start", "app=%s hooks=%s ops=%s", settings.app_listen,
		 settings.hooks_listen, settings.ops_listen);
	sigwait(&signals, &signal_number);
	stop();
	arena_release();
	return 0;
}

static int run_migrate(const char *none)
{
	(void)none;
	if (settings.database_owner_url[0] == '\0') {
		fputs("portal: DATABASE_OWNER_URL is missing: Postgres, as the role that owns the "
		      "schema\n",
		      stderr);
		return 2;
	}
	return start_libraries() == OK
			       && migrate(settings.database_owner_url, share("migrations")) == OK
		       ? 0
		       : 1;
}

/* What a command needs that runs statements; 0 or the exit code. */
static int start_statements(void)
{
	return start_libraries() == OK && queries_load(share("server/sql")) == OK ? 0 : 1;
}

static int verify_audit(const char *dump)
{
	return start_statements() != 0 ? 1 : audit_command(dump);
}

static int rotate_keys(const char *none)
{
	(void)none;
	return start_statements() != 0 ? 1 : keys_rotate();
}

static int show_keys(const char *none)
{
	(void)none;
	return start_statements() != 0 ? 1 : keys_status();
}

static int bootstrap(const char *none)
{
	enum status status;

	(void)none;
	if (start_statements() != 0)
		return 1;
	start_rooms(NULL);
	status = link_bootstrap();
	if (status == CONFLICT)
		fputs("portal: there is an administrator already; they give accounts out under Users\n",
		      stderr);
	return status == OK ? 0 : 1;
}

static int print_settings(const char *none)
{
	(void)none;
	config_print(settings_table, settings_count);
	return 0;
}

static int print_limits(const char *argument)
{
	(void)argument;
	limits_print(stdout);
	return 0;
}

static int run_doctor(const char *argument)
{
	bool is_well;

	(void)argument;
	if (start_libraries() != OK || queries_load(share("server/sql")) != OK)
		return 1;
	start_rooms(NULL);
	is_well = doctor_examine(stdout);
	db_stop();
	return is_well ? 0 : 1;
}

/* One or two words; `takes`: what may follow them, NULL: nothing. */
static const struct command {
	const char *name;
	int (*run)(const char *argument);
	bool needs_settings;
	const char *takes;
	const char *help;
} commands[] = {
	{ "serve", serve, true, NULL,
	  "answers people, providers and operators until SIGTERM or SIGINT" },
	{ "migrate", run_migrate, true, NULL,
	  "brings the database's schema up to this program, as DATABASE_OWNER_URL" },
	{ "audit verify", verify_audit, true, "[DUMP]",
	  "recomputes the audit trail of the database, or of a plain dump of it (- for standard "
	  "input), beside its anchors; says what was altered; exit 1 when anything was" },
	{ "keys rotate", rotate_keys, true, NULL,
	  "seals with the first of SEAL_KEYS what is plain or under an older key, and looks after "
	  "indexes so with the first of INDEX_KEY; may be cut off and run again, and beside a portal "
	  "at work" },
	{ "admin bootstrap", bootstrap, true, NULL,
	  "prints a one-time address where the first administrator is made" },
	{ "keys status", show_keys, true, NULL,
	  "how many values of each sealed column stand under which key" },
	{ "doctor", run_doctor, true, NULL,
	  "examines this deployment, says what to mend; exit 1 when something is wrong" },
	{ "limits", print_limits, true, NULL,
	  "prints every limit of the edge, and what happens beyond it" },
	{ "settings", print_settings, false, NULL,
	  "prints every setting, its default and its meaning" },
};

static int help(FILE *to, int code)
{
	fputs("Usage: portal COMMAND [--help]\n\n", to);
	for (size_t i = 0; i < countof(commands); i++)
		fprintf(to, "  %s%s%s: %s\n", commands[i].name, commands[i].takes ? " " : "",
			commands[i].takes ? commands[i].takes : "", commands[i].help);
	fputs("\nSettings come from the environment; `portal settings` lists them.\n", to);
	return code;
}

/* How many of the words name the command; 0: they name another. */
static int name_words(const struct command *command, int count, char **words)
{
	const char *second = strchr(command->name, ' ');
	size_t len = second ? (size_t)(second - command->name) : strlen(command->name);

	if (count < 1 || strlen(words[0]) != len || memcmp(words[0], command->name, len) != 0)
		return 0;
	if (second == NULL)
		return 1;
	return count > 1 && strcmp(words[1], second + 1) == 0 ? 2 : 0;
}

static int run(const struct command *command, int count, char **words)
{
	if (count == 1 && strcmp(words[0], "--help") == 0)
		return printf("portal %s: %s\n", command->name, command->help) < 0;
	if (count > (command->takes != NULL))
		return help(stderr, 2);
	if (command->needs_settings && config_read(settings_table, settings_count, NULL) != OK)
		return 2;
	return command->run(count > 0 ? words[0] : NULL);
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return help(stdout, 0);
	for (size_t i = 0; i < countof(commands); i++) {
		int used = name_words(&commands[i], argc - 1, argv + 1);

		if (used > 0)
			return run(&commands[i], argc - 1 - used, argv + 1 + used);
	}
	return help(stderr, 2);
}
