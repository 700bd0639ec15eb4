/* county_provider.c: the county's identity provider: what it says of itself, its keys, codes for
 * tokens.
 *
 * Discovery and keys are kept in the database, for all servers together, so that a rotation costs
 * one call and a flood of forged tokens no more than that. Every address in the document must be at
 * the issuer's host or at one that the agency named: a provider cannot send us elsewhere. */
#include "app/county_provider.h"

#include "app/settings.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/fetch.h"
#include "base/log.h"
#include "db/db.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

#define CALLS_AT_ONCE 8
#define CALL_MS 5000
#define DOCUMENT_MAX (64 * 1024)
#define KEYS_SIZE_MAX (256 * 1024)
#define TOKENS_MAX (128 * 1024)
#define WAIT_TIMES 50
#define WAIT_MS 100
#define URL_MAX 8192

static atomic_int calls;

bool county_is_on(void)
{
	return settings.oidc_issuer && *settings.oidc_issuer;
}

/* At most so many at once in this server: the others are told to come again. */
static enum status ask(const struct call *call, struct answer *answer)
{
	bool is_let = atomic_fetch_add(&calls, 1) < CALLS_AT_ONCE;

	if (is_let)
		fetch(call, answer);
	else
		log_line(LOG_WARN, "county.busy", "calls=%d", CALLS_AT_ONCE);
	atomic_fetch_sub(&calls, 1);
	/* Sign-ins are rare: no thread keeps a connection for them. */
	fetch_thread_end();
	return is_let ? OK : UNAVAILABLE;
}

static const char *host_of(const char *url)
{
	const char *at = strstr(url, "://");

	return at ? arena_copy(at + 3, strcspn(at + 3, "/?#")) : "";
}

/* Browsers are sent there too: never from https to http. */
static bool is_theirs(const char *url)
{
	size_t scheme = strcspn(settings.oidc_issuer, ":") + 1;

	return strncmp(url, settings.oidc_issuer, scheme) == 0
		&& (fetch_is_at(url, host_of(settings.oidc_issuer))
		    || fetch_is_at(url, settings.oidc_hosts));
}

static enum status get(const char *url, size_t max, const cJSON **doc)
{
	const struct call call = { .method = "GET", .url = url, .reply_max = max,
				   .timeout_ms = CALL_MS };
	struct answer answer;

	if (!is_theirs(url)) {
		log_line(LOG_ERROR, "county.address", "why=\"at a host that is not named\"");
		return UNAVAILABLE;
	}
	TRY(ask(&call, &answer));
	*doc = answer.doc;
	return answer.outcome == ACCEPTED && cJSON_IsObject(answer.doc) ? OK : UNAVAILABLE;
}

static bool lists(const cJSON *document, const char *name, const char *wanted, bool otherwise)
{
	const cJSON *list = json_member(document, name), *one;

	if (!list)
		return otherwise;
	cJSON_ArrayForEach(one, list)
		if (cJSON_IsString(one) && strcmp(one->valuestring, wanted) == 0)
			return true;
	return false;
}

/* Why the document is not taken, or NULL (Discovery §4.3: the issuer is exactly ours). */
static const char *fault_of(const cJSON *document)
{
	static const char *const wanted[] = {
		"authorization_endpoint", "token_endpoint", "jwks_uri",
	};
	const char *issuer = json_string(document, "issuer");
	const char *leave = json_string(document, "end_session_endpoint");

	if (!issuer || strcmp(issuer, settings.oidc_issuer) != 0)
		return "another issuer";
	for (size_t i = 0; i < countof(wanted); i++) {
		const char *url = json_string(document, wanted[i]);

		if (!url || !is_theirs(url))
			return "an address is missing, or at a host that is not named";
	}
	if (leave && !is_theirs(leave))
		return "an address is at a host that is not named";
	if (!lists(document, "code_challenge_methods_supported", "S256", true))
		return "it takes no S256 challenge";
	return NULL;
}

static cJSON *county_in(void)
{
	cJSON *in = json_object(), *county = json_set(in, "county", json_object());

	json_set_text(county, "issuer", settings.oidc_issuer);
	json_set_bool(county, "is_leave", false);
	return in;
}

static cJSON *county_of(cJSON *in)
{
	return cJSON_GetObjectItemCaseSensitive(in, "county");
}

static enum status read_keys(const struct county_provider *provider, const cJSON **keys)
{
	TRY(get(json_string(provider->document, "jwks_uri"), KEYS_SIZE_MAX, keys));
	if (cJSON_IsArray(json_member(*keys, "keys")))
		return OK;
	log_line(LOG_ERROR, "county.keys", "why=\"no key set\"");
	return UNAVAILABLE;
}

/* Auth0's issuers end in a slash, and it belongs to the issuer; here it would stand twice. */
static const char *document_url(void)
{
	size_t len = strlen(settings.oidc_issuer);

	len -= len > 0 && settings.oidc_issuer[len - 1] == '/';
	return arena_printf("%.*s/.well-known/openid-configuration", (int)len,
			    settings.oidc_issuer);
}

static enum status discover(cJSON *in, struct county_provider *provider)
{
	const char *fault;

	TRY(get(document_url(), DOCUMENT_MAX, &provider->document));
	fault = fault_of(provider->document);
	if (fault) {
		log_line(LOG_ERROR, "county.document", "why=\"%s\"", fault);
		return UNAVAILABLE;
	}
	TRY(read_keys(provider, &provider->keys));
	json_set(county_of(in), "document", json_copy(provider->document));
	json_set(county_of(in), "keys", json_copy(provider->keys));
	return db_run("county/provider_keep", in);
}

/* What the settings say may have changed since the document was kept. */
enum status county_provider_read(struct county_provider *provider)
{
	cJSON *in = county_in();
	const cJSON *kept;
	enum status status = db_one("county/provider", in, &kept);

	if (status != OK && status != NOT_FOUND)
		return status;
	if (status == NOT_FOUND || !json_true(kept, "is_fresh")
	    || fault_of(json_at(kept, "document")))
		return discover(in, provider);
	provider->document = json_at(kept, "document");
	provider->keys = json_at(kept, "keys");
	return OK;
}

static void pause_ms(long ms)
{
	struct timespec pause = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&pause, NULL);
}

/* Another request is asking already, here or on another server: what it gets is for us too. */
static enum status wait_for_keys(const cJSON *in, struct county_provider *provider)
{
	const cJSON *kept = NULL;

	for (int i = 0; i < WAIT_TIMES; i++) {
		TRY(db_one("county/provider", in, &kept));
		if (!json_true(kept, "is_asking"))
			break;
		pause_ms(WAIT_MS);
	}
	provider->keys = json_at(kept, "keys");
	return OK;
}

static enum status renew_keys(struct county_provider *provider, bool is_leave)
{
	cJSON *in = county_in();
	const cJSON *may;
	enum status status;

	json_set_bool(county_of(in), "is_leave", is_leave);
	status = db_one("county/keys_ask", in, &may);
	if (status == NOT_FOUND)
		return wait_for_keys(in, provider);
	TRY(status);
	TRY(read_keys(provider, &provider->keys));
	json_set(county_of(in), "keys", json_copy(provider->keys));
	return db_run("county/keys_keep", in);
}

enum status county_token_read(struct county_provider *provider, const char *text, bool is_leave,
	struct jwt *jwt, const char **why)
{
	enum status status;

	TRY(jwt_read(text, jwt, why));
	status = jwt_signed(jwt, provider->keys, why);
	if (status != NOT_FOUND)
		return status;
	TRY(renew_keys(provider, is_leave));
	status = jwt_signed(jwt, provider->keys, why);
	return status == NOT_FOUND ? INVALID : status;
}

/* --- a code for tokens --- */

static void add(struct buf *to, const char *name, const char *value)
{
	bool is_first = to->len == 0 || to->data[to->len - 1] == '?';

	buf_printf(to, "%s%s=", is_first ? "" : "&", name);
	buf_url(to, value);
}

/* RFC 6749 §2.3.1: both are encoded before they are joined. */
static const char *basic(void)
{
	struct buf pair = buf_new(URL_MAX), line = buf_new(2 * URL_MAX);

	buf_url(&pair, settings.oidc_client_id);
	buf_char(&pair, ':');
	buf_url(&pair, settings.oidc_client_secret);
	buf_text(&line, "Authorization: Basic ");
	buf_base64(&line, pair.data, pair.len);
	return line.data;
}

static enum status tokens_of(const struct answer *answer, const char **id_token,
	const char **access_token)
{
	if (answer->outcome == DENIED || answer->http_status == 401) {
		log_line(LOG_ERROR, "county.client_refused", "status=%d", answer->http_status);
		return FAILED;
	}
	if (answer->outcome == REFUSED)
		return INVALID;
	if (answer->outcome != ACCEPTED)
		return UNAVAILABLE;
	*id_token = json_string(answer->doc, "id_token");
	*access_token = json_string(answer->doc, "access_token");
	return *id_token ? OK : INVALID;
}

enum status county_exchange(const struct county_provider *provider, const char *code,
	const char *verifier, const char **id_token, const char **access_token)
{
	const cJSON *document = provider->document;
	bool has_secret = settings.oidc_client_secret && *settings.oidc_client_secret;
	bool is_basic = has_secret && lists(document, "token_endpoint_auth_methods_supported",
					    "client_secret_basic", true);
	const char *headers[] = { "Content-Type: application/x-www-form-urlencoded",
				  "Accept: application/json", is_basic ? basic() : NULL, NULL };
	struct buf body = buf_new(4 * URL_MAX);
	struct answer answer;

	add(&body, "grant_type", "authorization_code");
	add(&body, "code", code);
	add(&body, "redirect_uri", county_return_url());
	add(&body, "code_verifier", verifier);
	if (!is_basic)
		add(&body, "client_id", settings.oidc_client_id);
	if (has_secret && !is_basic)
		add(&body, "client_secret", settings.oidc_client_secret);
	TRY(ask(&(struct call){ .method = "POST", .url = json_string(document, "token_endpoint"),
				.headers = headers, .body = body.data, .reply_max = TOKENS_MAX,
				.timeout_ms = CALL_MS, .is_once = true }, &answer));
	return tokens_of(&answer, id_token, access_token);
}

/* --- where a browser goes --- */

const char *county_return_url(void)
{
	return arena_printf("%s/signin/county/return", settings.public_url);
}

static struct buf url_at(const char *endpoint)
{
	struct buf url = buf_new(URL_MAX);

	buf_text(&url, endpoint);
	buf_text(&url, strchr(endpoint, '?') ? "" : "?");
	return url;
}

const char *county_authorize_url(const struct county_provider *provider, const char *state,
	const char *nonce, const char *verifier, bool is_again)
{
	unsigned char challenge[SHA256_SIZE];
	struct buf url = url_at(json_string(provider->document, "authorization_endpoint"));

	crypto_sha256(verifier, strlen(verifier), challenge);
	add(&url, "response_type", "code");
	add(&url, "client_id", settings.oidc_client_id);
	add(&url, "redirect_uri", county_return_url());
	add(&url, "scope", settings.oidc_scope);
	add(&url, "state", state);
	add(&url, "nonce", nonce);
	add(&url, "code_challenge", base64url(challenge, sizeof challenge));
	add(&url, "code_challenge_method", "S256");
	if (is_again)
		buf_text(&url, "&prompt=login&max_age=0");
	return url.data;
}

/* Without the ID token as a hint: it holds a name and would stand in an address. */
const char *county_leave_url(const struct county_provider *provider)
{
	const char *endpoint = json_string(provider->document, "end_session_endpoint");
	struct buf url;

	if (!endpoint)
		return NULL;
	url = url_at(endpoint);
	add(&url, "client_id", settings.oidc_client_id);
	add(&url, "post_logout_redirect_uri", arena_printf("%s/signin", settings.public_url));
	return url.data;
}
