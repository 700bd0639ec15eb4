/* settings.c: THE settings. `portal settings` prints this table; the README shows the same, and a
 * test compares them. */
#include "app/settings.h"

struct settings settings;

const struct setting settings_table[] = {
	{ "DATABASE_URL", SECRET_SETTING, &settings.database_url, NULL,
	  "Postgres, as the role verify_app, which owns nothing", NULL },
	{ "DATABASE_OWNER_URL", SECRET_SETTING, &settings.database_owner_url, "",
	  "Postgres, as the role that owns the schema; only `portal migrate` needs it", NULL },
	{ "TRUV_URL", URL_SETTING, &settings.truv_url, NULL, "Truv's base address, ending in /v1",
	  NULL },
	{ "TRUV_CLIENT_ID", SECRET_SETTING, &settings.truv_client_id, NULL, "Truv's client id",
	  NULL },
	{ "TRUV_SECRET", SECRET_SETTING, &settings.truv_secret, NULL,
	  "Truv's Access Secret: proves us to Truv and Truv's webhooks to us", NULL },
	{ "TRUV_SECRET_BEFORE", SECRET_SETTING, &settings.truv_secret_before, "",
	  "the previous Access Secret, still believed on webhooks during a rotation", NULL },
	{ "TRUV_TEMPLATE", TEXT_SETTING, &settings.truv_template, "",
	  "Truv customization template for programs that name none", NULL },
	{ "AGENCY_NAME", TEXT_SETTING, &settings.agency_name, NULL,
	  "the agency's name, on every page", NULL },
	{ "AGENCY_ZONE", TEXT_SETTING, &settings.agency_zone, "America/Los_Angeles",
	  "the time zone pages show, by its IANA name", NULL },
	{ "ENVIRONMENT", TEXT_SETTING, &settings.environment, "production",
	  "anything but production puts a stripe on every page", "production|sandbox|training" },
	{ "PUBLIC_URL", URL_SETTING, &settings.public_url, "http://127.0.0.1:8080",
	  "the address people use; https turns on secure cookies and HSTS", NULL },
	{ "APP_LISTEN", TEXT_SETTING, &settings.app_listen, "127.0.0.1:8080", "listener for people",
	  NULL },
	{ "HOOKS_LISTEN", TEXT_SETTING, &settings.hooks_listen, "127.0.0.1:8081",
	  "listener for providers' webhooks", NULL },
	{ "OPS_LISTEN", TEXT_SETTING, &settings.ops_listen, "127.0.0.1:8082",
	  "listener for /healthz, /readyz and /metrics; keep it private", NULL },
	{ "TRUSTED_PROXIES", TEXT_SETTING, &settings.trusted_proxies, "",
	  "addresses, with commas between, whose X-Forwarded-For and -Proto are believed", NULL },
	{ "APP_THREADS", NUMBER_SETTING, &settings.app_threads, "64",
	  "threads that answer people, beside the streams", NULL },
	{ "STREAMS_MAX", NUMBER_SETTING, &settings.streams_max, "200",
	  "open pages that are told of changes at once; further ones ask every minute", NULL },
	{ "EXTERNAL_USER_ID", TEXT_SETTING, &settings.external_user_id, "case",
	  "what groups a household at the provider: the case, or each member alone",
	  "case|member" },
	{ "SHARE_DIR", TEXT_SETTING, &settings.share_dir, ".",
	  "the folder that holds server/sql, templates, migrations and build/static", NULL },
};
const size_t settings_count = countof(settings_table);
