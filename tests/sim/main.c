/* main.c: the simulator: Truv's API and Truework's, the client's page and phone, and signed
 * webhooks, in one process, in memory.
 *
 * Starts, waits for a signal, stops. One listener; one thread for what happens later and one
 * that sends webhooks. The portal never knows it: only its TRUV_URL differs. */
#include "api.h"

#include "base/arena.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/fetch.h"
#include "base/log.h"
#include "control.h"
#include "hosted.h"
#include "mail.h"
#include "steps.h"
#include "webhooks.h"

#include <signal.h>
#include <stdio.h>

#define THREADS 128              /* one per open connection, idle ones too: browsers keep six */
#define STOP_SECONDS 2

static struct {
	int port, mail_port;
	const char *address, *public_url, *webhook_url, *client_id, *secret, *pages;
	const char *texts_user, *texts_password, *truework_key, *truework_token;
	bool is_fast;
} settings;

static const struct setting table[] = {
	{ "SIM_PORT", NUMBER_SETTING, &settings.port, "8090", "where it listens", NULL },
	{ "SIM_MAIL_PORT", NUMBER_SETTING, &settings.mail_port, "0",
		"where its mail server listens, on loopback; 0: none", NULL },
	{ "SIM_ADDRESS", TEXT_SETTING, &settings.address, "127.0.0.1", "on which address", NULL },
	{ "SIM_PUBLIC_URL", URL_SETTING, &settings.public_url, "http://127.0.0.1:8090",
		"how browsers reach it; share links start with it", NULL },
	{ "SIM_WEBHOOK_URL", TEXT_SETTING, &settings.webhook_url, "", "where webhooks go by default",
		NULL },
	{ "SIM_CLIENT_ID", TEXT_SETTING, &settings.client_id, "sim-client", "the client id it accepts",
		NULL },
	{ "SIM_SECRET", SECRET_SETTING, &settings.secret, NULL,
		"the Access Secret: accepted, and signs", NULL },
	{ "SIM_SMS_USER", TEXT_SETTING, &settings.texts_user, "demo-texts",
		"the text gateway's account", NULL },
	{ "SIM_SMS_PASSWORD", SECRET_SETTING, &settings.texts_password, "demo-texts-password",
		"its password: accepted, and signs what the gateway tells", NULL },
	{ "SIM_TRUEWORK_KEY", SECRET_SETTING, &settings.truework_key, "tw_sk_test_demo",
		"Truework's key that it accepts", NULL },
	{ "SIM_TRUEWORK_TOKEN", SECRET_SETTING, &settings.truework_token, "demo-truework-token",
		"the token its Truework webhooks carry", NULL },
	{ "SIM_FAST", SWITCH_SETTING, &settings.is_fast, "no", "all waits shortened to a twentieth",
		NULL },
	{ "SIM_PAGES", TEXT_SETTING, &settings.pages, "tests/sim/pages", "its templates and style",
		NULL },
};

static struct api_settings api_settings;
static struct http_settings http_settings;
static struct http_listener listener = { .name = "simulator", .threads = THREADS,
	.handle = api_handle };
static char address[128];

static enum status prepare(void)
{
	json_init();
	TRY(crypto_init());
	TRY(fetch_init());
	TRY(config_read(table, countof(table), NULL));
	TRY(hosted_load(settings.pages));
	api_settings = (struct api_settings){ settings.public_url, settings.client_id,
		settings.secret, settings.texts_user, settings.texts_password, settings.truework_key };
	api_start(&api_settings);
	store.options.is_fast = settings.is_fast;
	control_start(settings.webhook_url);
	return OK;
}

static enum status start(void)
{
	snprintf(address, sizeof address, "%s:%d", settings.address, settings.port);
	listener.address = address;
	http_settings.public_url = settings.public_url;
	TRY(http_start(&http_settings, &listener, 1));
	TRY(steps_start());
	TRY(mail_server_start(settings.mail_port));
	return webhooks_start(settings.secret, settings.texts_password, settings.truework_token);
}

/* Signals are blocked before the first thread starts, so that only this one sees them. */
int main(void)
{
	sigset_t stop;
	int signal;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);
	if (prepare() != OK || start() != OK)
		return 2;
	log_line(LOG_INFO, "sim.ready", "port=%d fast=%d", settings.port, settings.is_fast);
	sigwait(&stop, &signal);
	http_stop(STOP_SECONDS);
	mail_server_stop();
	webhooks_stop();
	steps_stop();
	store_clear();
	fetch_thread_end();
	arena_release();
	return 0;
}
