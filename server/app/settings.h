/* settings.h: what may be set from outside. Only main.c and app/ read it. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "base/config.h"

struct settings {
	const char *app_listen, *hooks_listen, *ops_listen;
	const char *database_url, *database_owner_url;
	const char *seal_keys, *index_key, *audit_key, *audit_anchors;
	const char *public_url, *public_ca, *trusted_proxies, *totp;
	const char *agency_name, *agency_zone, *environment;
	const char *truv_url, *truv_client_id, *truv_secret, *truv_secret_before, *truv_template;
	bool truv_batch;
	const char *truework_url, *truework_key, *truework_version, *truework_widget;
	const char *truework_token, *truework_token_before;
	const char *mail_url, *mail_user, *mail_password, *mail_from, *mail_ca;
	const char *sms_url, *sms_user, *sms_password, *sms_from, *sms_callback;
	const char *paper_hosts, *api_private_hosts;
	const char *oidc_issuer, *oidc_client_id, *oidc_client_secret, *oidc_scope, *oidc_groups;
	const char *oidc_hosts;
	bool oidc_required;
	const char *external_user_id;
	const char *share_dir, *backup_stamp;
	int app_threads, streams_max, streams_each, note_width;
};

extern struct settings settings;
extern const struct setting settings_table[];
extern const size_t settings_count;

#endif
